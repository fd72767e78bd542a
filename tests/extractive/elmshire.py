"""Papers of Elmshire, a council that there is not, each made to show one thing."""

STRATEGY = """# Elmshire inclusion strategy 2026

## Aims

The strategy has four aims:

- Children are seen by a therapist within six weeks.
- Every school has a trained inclusion lead.
- Young people leave school with a plan for work.
- Families say that they are heard.

## Oversight

The Inclusion Assembly oversees the strategy. It meets every second month at Harrow Hall and publishes its papers a week before each meeting. Its members come from schools, from the health service and from families. The council pays for its secretary. Ravi Oduya wrote the annual letter to families in June 2026.

## Early help

The early help pilot ran in Marsh Green from April 2025 to March 2026. That pilot was stopped because too few families lived near enough to attend. A mobile team has taken its place and visits eleven villages. Its bus was given by a local brewery, which also pays for the fuel and for a driver on Saturdays. The team carries toys, books and a folding table, so that children have something to do while their parents talk.

## Contacts

Report author: Rowena Tarn
Job title: Inclusion Manager
Tel: 01632 960 117
Email: rowena.tarn@elmshire.example

## Sources

- Elmshire budget book, where the minibus replacement cost is put at £61,000.
- Elmshire parking order 2019, on permits for minibuses.
"""
FINANCE = """# Elmshire finance report

## Sensory rooms

The sensory room programme will cost £340,000. Four schools have been chosen.

## Deficit

The accumulated deficit stood at £8.2 million at the end of the year. The council pays interest on the deficit of £410,000.

## Taxis

The taxi contract costs £96,000 a year.

## Escorts

The escort service cost £52,000 in 2024/25.
"""
UPDATE = """# Elmshire finance update

## Sensory rooms

The sensory room programme will cost £415,000 now that tenders are in.

## Deficit

The council expects interest on the deficit of £455,000 to fall.

## Taxis

The taxi contract costs £96,000 a year.

## Escorts

The escort service cost £57,000 in 2025/26.
"""

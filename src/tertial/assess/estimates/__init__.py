"""What can be said of months and units whose data are missing: an estimate with an interval, or why there is none.

`months.estimate_units(units, lacking, proxies)` gives an `Estimate` or `NoEstimate` for each month that lacks;
`totals.put_together` makes longer periods and nodes of them and of what is known; `sentences.sentence` says it.
docs/explanation/estimates.md explains it. Support for text and for the suggested judgement only: never an official
outcome, and never inside a published count. Nothing is imported here: results are read without numpy.
"""

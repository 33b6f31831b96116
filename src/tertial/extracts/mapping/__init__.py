"""Proposes how an extract's columns become a feed's: which header stands for which column, and which codes for which.

A proposal is looked at by a person, so it says of each part how sure it is and why. It never holds a value of a row
that may be about a patient.
"""

"""Chinese numbers in groups of three digits (CLDR); Django has no groups."""

THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3

"""Results of an assessment: what a sheet says as a whole, on a page, in Word and in Excel."""

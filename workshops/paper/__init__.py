"""Forms of an assessment as spreadsheets and text documents, out and in; the portal keeps none."""

from commission.loads.command import ImportCommand
from commission.models import Load


class Command(ImportCommand):
    contents = Load.Contents.STATEMENTS
    help = (
        "Import statements and other interventions from a table (CSV, XLSX or ODS) and the files "
        "that it names. All rows are checked first: with faults, nothing is imported. A row that "
        "was imported before (same key) is brought up to date, an unchanged one is left alone."
    )

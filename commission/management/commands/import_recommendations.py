from commission.loads.command import ImportCommand
from commission.models import Load


class Command(ImportCommand):
    contents = Load.Contents.RECOMMENDATIONS
    help = (
        "Import recommendations of subsidiary bodies from a table (CSV, XLSX or ODS). All rows "
        "are checked first: with faults, nothing is imported. One that is on record already (same "
        "meeting and number) is brought up to date, an unchanged one is left alone."
    )

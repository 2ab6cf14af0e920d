from commission.loads.command import ImportCommand
from commission.models import Load


class Command(ImportCommand):
    contents = Load.Contents.REPLIES
    help = (
        "Import replies of States to recommendations from a table (CSV, XLSX or ODS). All rows "
        "are checked first: with faults, nothing is imported. A reply that is on record already "
        "(same recommendation, State and year) is brought up to date."
    )

"""The kinds of tables that officers upload."""

from commission.models import Load

from . import interventions, recommendations, replies, row_form
from .contents import Contents
from .writer import Writer

KINDS: dict[str, Contents] = {
    Load.Contents.STATEMENTS: Contents(
        row_form.COLUMNS,
        row_form.ALIASES,
        row_form.InterventionRowForm,
        interventions.compare,
        Writer,
    ),
    Load.Contents.RECOMMENDATIONS: Contents(
        recommendations.COLUMNS,
        recommendations.ALIASES,
        recommendations.RecommendationRowForm,
        recommendations.compare,
        recommendations.RecommendationWriter,
    ),
    Load.Contents.REPLIES: Contents(
        replies.COLUMNS,
        replies.ALIASES,
        replies.ReplyRowForm,
        replies.compare,
        replies.ReplyWriter,
    ),
}

"""Russian dates without «г.», whose full stop would meet that of the sentence."""

DATE_FORMAT = "j E Y"
DATETIME_FORMAT = "j E Y, H:i"
SHORT_DATE_FORMAT = "j E Y"
TIME_FORMAT = "H:i"

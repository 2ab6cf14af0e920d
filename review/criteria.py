"""First checklist of the review; the Secretariat edits it in the admin.

Editorial: drawn from what the note by the Secretariat asks States to share (E/CN.7/2020/CRP,
paragraphs 34-37) and from the portal's own rules; it is no official list of criteria.
"""

CRITERIA = [
    (
        "The contribution belongs here",
        "It puts a commitment of 2016 or 2019 into practice, and its chapters and challenges fit.",
    ),
    (
        "It says what was done, by whom and for whom",
        "A reader in another State could start something similar.",
    ),
    (
        "Results are stated with their source",
        "Figures have a year; an evaluation is named if there is one.",
    ),
    ("It is consistent with the conventions and human rights obligations", ""),
    (
        "Nobody can be identified who should not be",
        "No names, pictures or cases of patients, prisoners or minors without consent.",
    ),
    (
        "It is understandable without knowledge of the country",
        "Acronyms are spelled out; bodies are explained.",
    ),
    ("Files, pictures and links open and may be published", "The State holds the rights to them."),
    ("The contact can be reached", ""),
]

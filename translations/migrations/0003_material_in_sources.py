from django.db import migrations

from translations.passages import LISTING, MATERIAL, digest


def add_material(apps, schema_editor) -> None:
    """Titles of material and texts for search engines, which nobody could translate before.

    What was up to date without them stays so; what is added to the original from now on counts.
    """
    for translation in apps.get_model("translations", "Translation").objects.exclude(step="ended"):
        translation.source |= _material(apps, translation.page)
        translation.source_digest = digest(translation.source)
        translation.save(update_fields=["source", "source_digest"])


def _material(apps, page) -> dict[str, list[str]]:
    found = {name: [getattr(page, name).strip()] for name in LISTING}
    models = {"annexes": "Annex", "links": "Link", "images": "ContributionImage"}
    for name, field in MATERIAL.items():
        items = apps.get_model("practices", models[name]).objects.filter(page_id=page.pk)
        titles = items.order_by("sort_order").values_list(field, flat=True)
        found[name] = list(dict.fromkeys(filter(None, map(str.strip, titles))))
    return {name: texts for name, texts in found.items() if any(texts)}


class Migration(migrations.Migration):
    dependencies = [
        ("translations", "0002_authority_of_official_ones"),
        ("practices", "0002_public_changes"),
    ]

    operations = [migrations.RunPython(add_material, migrations.RunPython.noop)]

"""What a browser would send back from Wagtail's editor when nobody has touched the form."""

from wagtail.test.utils.form_data import querydict_from_html


def filled_form(client, address):
    html = client.get(address).content.decode()
    data = dict(querydict_from_html(html, form_id="page-edit-form"))
    data.pop("recommendations", None)  # the helper takes the first of a list nobody chose from
    return data

"""Pictures of phones, cameras and printers: upright, in sRGB, within bounded memory."""

import io
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from tests.nightly import nightly
from uploads import accept_image, pictures

ROOT = Path(settings.BASE_DIR)
# Where the red, green and blue of Display P3 and of Adobe RGB lie, adapted to D50.
P3 = ((0.51512, 0.2412, -0.00105), (0.29198, 0.69225, 0.04189), (0.1571, 0.06657, 0.78407))
ADOBE = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))


def profile(primaries):
    """An ICC profile of three primaries and a gamma of 2.2, as cameras write them."""
    fixed = lambda number: struct.pack(">i", round(number * 65536))  # noqa: E731
    xyz = lambda values: b"XYZ \0\0\0\0" + b"".join(map(fixed, values))  # noqa: E731
    name = b"A wide space\0"
    tags = {b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + bytes(78)}
    tags |= {b"cprt": b"text\0\0\0\0none\0", b"wtpt": xyz((0.9642, 1, 0.8249))}
    for letter, primary in zip(b"rgb", primaries, strict=True):
        tags[bytes([letter]) + b"XYZ"] = xyz(primary)
        tags[bytes([letter]) + b"TRC"] = b"curv\0\0\0\0" + struct.pack(">IHxx", 1, 563)
    table, body, start = b"", b"", 132 + 12 * len(tags)
    for tag, data in tags.items():
        data += bytes(-len(data) % 4)
        table += tag + struct.pack(">II", start + len(body), len(data))
        body += data
    size = struct.pack(">I", start + len(body))
    head = size + b"lcms\x02\x10\0\0mntrRGB XYZ " + bytes(12) + b"acsp" + bytes(28)
    head += xyz((0.9642, 1, 0.8249))[8:] + bytes(48)
    return head[:128] + struct.pack(">I", len(tags)) + table + body


def sent(name, content):
    return SimpleUploadedFile(name, content)


def kept(name, content):
    return Image.open(accept_image(sent(name, content)))


def saved(picture, format, **options):
    file = io.BytesIO()
    picture.save(file, format, **options)
    return file.getvalue()


@pytest.mark.parametrize("primaries", [P3, ADOBE])
@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP"])
def test_colours_are_converted_to_srgb(primaries, format):
    """The same numbers mean a stronger green in a wider space: sRGB has larger ones for it."""
    green = Image.new("RGB", (16, 16), (100, 200, 100))
    content = saved(green, format, icc_profile=profile(primaries), quality=100)
    picture = kept(f"a.{format.lower()}", content)
    red = picture.convert("RGB").getpixel((8, 8))[0]
    assert red < 80
    assert "icc_profile" not in picture.info


def test_a_transparent_picture_keeps_its_alpha():
    clear = Image.new("RGBA", (8, 8), (100, 200, 100, 60))
    picture = kept("a.png", saved(clear, "PNG", icc_profile=profile(P3)))
    assert picture.mode == "RGBA"
    red, _green, _blue, alpha = picture.getpixel((4, 4))
    assert (alpha, red < 80) == (60, True)


def test_a_picture_for_print_is_shown_in_its_colours():
    picture = kept("a.jpg", saved(Image.new("CMYK", (16, 16), (0, 255, 255, 0)), "JPEG"))
    red, green, _blue = picture.getpixel((8, 8))
    assert picture.mode == "RGB"
    assert red > 200 > green


def test_a_profile_that_is_none_does_no_harm():
    picture = kept("a.png", saved(Image.new("RGB", (8, 8), "teal"), "PNG", icc_profile=b"none"))
    assert picture.getpixel((4, 4)) == (0, 128, 128)
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    picture = kept("a.png", saved(Image.new("RGB", (8, 8), "teal"), "PNG", icc_profile=lab))
    assert picture.getpixel((4, 4)) == (0, 128, 128)


def test_sixteen_bits_of_grey_are_not_white():
    grey = Image.new("I;16", (8, 8), 128 * 256)
    assert kept("a.png", saved(grey, "PNG")).convert("L").getpixel((4, 4)) == 128


def test_of_a_camera_picture_with_two_the_first_is_kept():
    second = Image.new("RGB", (10, 10), "red")
    first = Image.new("RGB", (20, 10), "teal")
    exif = Image.Exif()
    exif[0x0112] = 6
    content = saved(first, "MPO", save_all=True, append_images=[second], exif=exif)
    assert Image.open(io.BytesIO(content)).format == "MPO"
    picture = kept("DSC_0001.JPG", content)
    assert (picture.format, picture.size) == ("JPEG", (10, 20))
    assert not picture.getexif()


def test_the_picture_of_an_iphone_becomes_a_jpeg():
    content = saved(Image.new("RGB", (64, 48), "teal"), "HEIF")
    picture = accept_image(sent("IMG_0001.HEIC", content))
    assert picture.name == "img_0001.jpg"
    assert Image.open(picture).size == (64, 48)


@pytest.mark.parametrize("turn", range(1, 9))
def test_every_orientation_is_upright(turn):
    corner = Image.new("RGB", (32, 16), "white")
    corner.paste((255, 0, 0), (0, 0, 8, 8))
    exif = Image.Exif()
    exif[0x0112] = turn
    picture = kept("a.png", saved(corner, "PNG", exif=exif))
    width, height = picture.size
    assert (width > height) == (turn < 5)
    place = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}
    right, down = place[turn]
    assert picture.getpixel((right * (width - 1), down * (height - 1)))[:3] == (255, 0, 0)


def test_the_limits_are_said(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 2_000_000
    with pytest.raises(ValidationError, match="more than 2 million"):
        accept_image(sent("a.png", saved(Image.new("L", (2000, 1001)), "PNG")))


def test_what_is_in_memory_as_a_whole_may_be_less_large(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS_AT_ONCE", 1_000_000)
    large = Image.new("L", (2000, 1000))
    for name, content in (
        ("a.png", saved(large, "PNG")),
        ("a.jpg", saved(large, "JPEG", progressive=True)),
    ):
        with pytest.raises(ValidationError, match="ordinary"):
            accept_image(sent(name, content))
    assert kept("b.jpg", saved(large, "JPEG")).size == (2000, 1000)


@pytest.mark.slow
@pytest.mark.parametrize(("side", "most"), [(8_160, 130), *nightly((16_320, 200))])
def test_a_large_photograph_takes_little_memory(tmp_path, side, most):
    """Of 50 and 200 million pixels, which alone are 150 and 600 megabytes; in its own process."""
    path = tmp_path / "large.jpg"
    Image.new("RGB", (side, side * 3 // 4), "teal").save(path, quality=60)
    code = (
        "import django; django.setup(); import sys\n"
        "from django.core.files import File\n"
        "from tests.uploads.made import most_memory\n"
        "from uploads import accept_image\n"
        "base = most_memory()\n"
        "kept = accept_image(File(open(sys.argv[1], 'rb'), name='large.jpg'))\n"
        "from PIL import Image\n"
        "print(Image.open(kept).width, most_memory() - base)"
    )
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-W", "ignore", "-c", code, str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    width, megabytes = map(int, run.stdout.split()[-2:])
    assert width == 4080
    assert megabytes < most


def test_the_proxy_lets_through_what_the_portal_takes():
    proxy = (ROOT / "tools/nginx/portal.conf").read_text()
    let_through = int(re.search(r"client_max_body_size (\d+)m;", proxy)[1])
    assert settings.UPLOAD_MEGABYTES < let_through <= settings.UPLOAD_MEGABYTES + 10


def test_the_form_of_the_library_takes_a_large_photograph(settings):
    """Django and Wagtail look at a picture before the portal does, with limits of their own."""
    assert Image.MAX_IMAGE_PIXELS >= 200_000_000
    assert settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS == 200_000_000

"""Where uploads and renditions are kept: a folder of this machine, or a bucket (S3) for several."""

import environ

env = environ.Env()


def uploads() -> dict:
    """The entry "default" of STORAGES."""
    bucket = env("MEDIA_BUCKET", default="")
    if not bucket:
        return {"BACKEND": "uploads.storage.WholeFiles"}
    options = {
        "bucket_name": bucket,
        "endpoint_url": env("MEDIA_BUCKET_ENDPOINT", default="") or None,
        "region_name": env("AWS_REGION", default="") or None,
        # Without keys the platform names the role, as Amazon's library reads it by itself.
        "access_key": env("AWS_ACCESS_KEY_ID", default="") or None,
        "secret_key": env("AWS_SECRET_ACCESS_KEY", default="") or None,
    }
    return {"BACKEND": "uploads.bucket.BucketFiles", "OPTIONS": options}

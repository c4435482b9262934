"""The rating schemes that ship, the first warnings and genres, and the table of the shared cache."""

from django.core.management import call_command
from django.db import migrations

SCHEMES = [
    (
        "fr",
        "FR7–FR21",
        True,
        [
            ("FR7", 7, "Suited to children: nothing to give nightmares, no bad words."),
            ("FR13", 13, "Suited to teenagers: dirty words may be said, but nothing dirty is done."),
            (
                "FR15",
                15,
                "Suited to older teenagers: first steps in love, nothing explicit; violence as in a cartoon.",
            ),
            ("FR18", 18, "For adults: sex and violence, short of the extreme."),
            ("FR21", 21, "For adults who have been warned: anything may happen."),
        ],
    ),
    (
        "ao3",
        "General to Explicit",
        False,
        [
            ("General", 0, "Suited to everyone."),
            ("Teen", 13, "Suited to teenagers and up."),
            ("Mature", 16, "Adult themes: sex, violence, harsh language, short of the explicit."),
            ("Explicit", 18, "For adults only: explicit sex or violence."),
            ("Not Rated", 18, "The author has not said; expect anything."),
        ],
    ),
    (
        "mpaa",
        "Film ratings",
        False,
        [
            ("G", 0, "General audiences."),
            ("PG", 7, "Some material may not suit children."),
            ("PG-13", 13, "Some material may not suit children under 13."),
            ("R", 17, "Restricted: under 17 with a grown-up."),
            ("NC-17", 18, "Adults only."),
        ],
    ),
    (
        "ages",
        "Plain ages",
        False,
        [
            ("All ages", 0, "Suited to everyone."),
            ("7+", 7, "From seven years."),
            ("12+", 12, "From twelve years."),
            ("16+", 16, "From sixteen years."),
            ("18+", 18, "For adults."),
        ],
    ),
]

WARNINGS = [
    "Character death",
    "Graphic violence",
    "Sexual violence",
    "Sex involving minors",
    "Self-harm",
    "Abuse",
    "Strong language",
]

GENRES = [
    "Adventure",
    "Alternate universe",
    "Angst",
    "Comedy",
    "Drama",
    "Family",
    "Fantasy",
    "Friendship",
    "Horror",
    "Hurt/comfort",
    "Mystery",
    "Parody",
    "Poetry",
    "Romance",
    "Science fiction",
    "Slice of life",
    "Suspense",
    "Tragedy",
]


def fill(apps, schema_editor):
    from fanthology.text.names import fold, slug

    scheme_model = apps.get_model("fanthology", "RatingScheme")
    rating_model = apps.get_model("fanthology", "Rating")
    for scheme_slug, name, in_use, levels in SCHEMES:
        scheme = scheme_model.objects.create(slug=scheme_slug, name=name, in_use=in_use)
        for position, (code, age, meaning) in enumerate(levels, start=1):
            rating_model.objects.create(scheme=scheme, code=code, age=age, position=position, meaning=meaning)
    tag_model = apps.get_model("fanthology", "Tag")
    for kind, names in (("warning", WARNINGS), ("genre", GENRES)):
        for name in names:
            tag_model.objects.create(kind=kind, name=name, key=fold(name), slug=slug(name, kind))


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("fanthology", "0001_initial")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
    ]

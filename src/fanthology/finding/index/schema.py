"""What the index holds of a story and of a tag. A change here needs a new `VERSION`: the index is then made anew."""

from typing import Final

import tantivy

from fanthology.finding.wishes import Field, Sort

VERSION: Final = 1
KEYED: Final = tuple(field for field in Field if field not in {Field.LANGUAGE, Field.STORY})
"""Fields of row ids, several a story."""
NUMBERS: Final = (
    "length",
    "chapters",
    "chapter_length",
    "fandoms",
    "relationships",
    "worlds",
    "hits",
    "reviews",
    "recommendations",
    "published_at",
    "updated_at",
    "age",
    "level",
    "crossover_",
    "complete",
    "one_shot",
)
"""`…_at` are seconds since 1970; `level` is 1 for stories open to everyone, 2 for members'; `age` is the rating's."""
ORDERS: Final = {
    Sort.UPDATED: "by_updated",
    Sort.PUBLISHED: "by_published",
    Sort.WORDS: "by_words",
    Sort.HITS: "by_hits",
    Sort.REVIEWS: "by_reviews",
    Sort.RECOMMENDATIONS: "by_recommendations",
}
"""Numbers to sort by, each with the story's id in its lower bits: equal ones come in the same order everywhere."""
NAMES: Final = {Sort.TITLE: "by_title", Sort.AUTHOR: "by_author"}
SHUFFLES: Final = 4
TEXTS: Final = {"title": 4.0, "names": 3.0, "about": 1.5, "text": 1.0}
"""The text fields, and how much a word in them weighs."""
ID_BITS: Final = 28
"""Room for 268 million stories below 35 bits of seconds, words or hits."""
TOKENIZER: Final = "terms"


def story_schema() -> tantivy.Schema:
    """The fields of a story."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", indexed=True, fast=True)
    for field in KEYED:
        builder.add_integer_field(field.value, indexed=True, fast=True)
    builder.add_text_field(Field.LANGUAGE.value, fast=True, tokenizer_name="raw", index_option="basic")
    for name in NUMBERS:
        builder.add_integer_field(name, indexed=True, fast=True)
    for name in (*ORDERS.values(), *(f"shuffle{number}" for number in range(SHUFFLES))):
        builder.add_integer_field(name, fast=True)
    for name in NAMES.values():
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in TEXTS:
        builder.add_text_field(name, tokenizer_name=TOKENIZER)
    return builder.build()


def tag_schema() -> tantivy.Schema:
    """The fields of what can be suggested: tags, categories and pen names."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("field", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("id", fast=True, indexed=True)
    builder.add_integer_field("use", fast=True)
    builder.add_text_field("words", tokenizer_name=TOKENIZER)
    return builder.build()


def with_tokenizer(index: tantivy.Index) -> tantivy.Index:
    """`index`, able to read texts that are written as terms parted by spaces (`text.searching.terms`)."""
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(TOKENIZER, analyzer)
    return index

"""``themes:``: the words a theme is known by."""

from typing import Annotated

from pydantic import BaseModel, WithJsonSchema

from kexie_digest.config.fields import Expect, FromPhrase, Pattern, Text, Weight
from kexie_digest.config.shape.strict import STRICT

#: What a phrase weighs when the owner gives none: a phrase is strong evidence, a term weighs 1-2.
PHRASE_WEIGHT = 3.0


class _Shape(BaseModel):
    model_config = STRICT


class PhraseShape(_Shape):
    """A phrase with its weight."""

    pattern: Annotated[Pattern, Expect("正则表达式", "a regular expression", 'pattern: "航天员.{0,6}授课"')]
    weight: Annotated[
        Weight, Expect("大于 0、不超过 100 的数", "a number above 0, at most 100", "weight: 3")
    ] = PHRASE_WEIGHT


_Phrase = Annotated[
    PhraseShape,
    FromPhrase,
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {"pattern": {"type": "string"}, "weight": {"type": "number"}},
                    "required": ["pattern"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
_PHRASES = Expect(
    "正则表达式的列表，可带权重",
    "a list of regular expressions, with weights if wanted",
    'phrases: ["航天员.{0,6}授课"]',
)


class ThemeShape(_Shape):
    """One entry of ``themes:``; what is left out keeps the built-in value, if there is one."""

    label: Annotated[Text | None, Expect("专题名称", "the theme's name", "label: 航天科普")] = None
    terms: Annotated[
        dict[Text, Weight] | None,
        Expect("词语: 权重", "words with their weights", "terms: {航天: 2, 空间站: 2}"),
    ] = None
    phrases: Annotated[list[_Phrase] | None, _PHRASES] = None
    counters: Annotated[list[_Phrase] | None, _PHRASES] = None

"""How runs of text look, and the XHTML elements that say so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property

from lxml import etree

from bot.text.markup import Style

_ELEMENTS = ((Style.STRIKE, "s"), (Style.UNDERLINE, "u"), (Style.STRONG, "strong"), (Style.EMPHASIS, "em"))


@dataclass(frozen=True)
class RunLook:
    """The look of a run: marks that are on, marks explicitly off, whether hidden,
    and raised or lowered figures. `size` is that of its letters in points, 0 where it is not said.
    """

    on: Style = Style.PLAIN
    off: Style = Style.PLAIN
    hidden: bool | None = None
    raised: str = ""
    size: float = 0

    @cached_property
    def elements(self) -> tuple[str, ...]:
        """The names of the elements that its marks are, the outermost first."""
        return tuple(name for style, name in _ELEMENTS if style in self.on)

    @cache  # noqa: B019 - there are few looks, and the program ends with the file
    def over(self, base: RunLook) -> RunLook:
        """Returns this look applied over `base`, the look that it is based on."""
        return RunLook(
            (base.on & ~self.off) | self.on,
            (base.off & ~self.on) | self.off,
            base.hidden if self.hidden is None else self.hidden,
            self.raised or base.raised,
            self.size or base.size,
        )

    @cache  # noqa: B019
    def without_marks(self) -> RunLook:
        """Returns what is left of a paragraph's look where the paragraph is set apart by its kind: a heading
        is bold as it is.
        """
        return replace(self, on=Style.PLAIN, off=Style.PLAIN, raised="")


PLAIN = RunLook()


def styled(target: etree._Element, look: RunLook) -> etree._Element:
    """Returns the element to write text of that look into, inside `target`; a link is underlined anyway."""
    for name in look.elements:
        if not (name == "u" and target.tag == "a"):
            target = etree.SubElement(target, name)
    return etree.SubElement(target, look.raised) if look.raised else target

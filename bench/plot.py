"""Plots as SVG text: panels of lines or bars, stacked into one picture. No dependency, no pixels to compare."""

import math
from collections.abc import Mapping, Sequence
from html import escape

Point = tuple[float, float]

WIDTH, HEIGHT = 720, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 170, 40, 45
_COLOURS = ("#2563eb", "#dc2626", "#059669", "#d97706", "#7c3aed", "#0891b2", "#be185d", "#4b5563")


def draw_lines(title: str, x_label: str, y_label: str, series: Mapping[str, Sequence[Point]]) -> str:
    """One panel: a line with dots per name; both axes begin at 0."""
    series = {name: points for name, points in series.items() if points}
    if not series:
        return _frame(title, x_label, y_label, "")
    x_top = _round_up(max(x for points in series.values() for x, _ in points))
    y_top = _round_up(max(y for points in series.values() for _, y in points))
    parts = [_y_axis(y_top)]
    for step in range(5):
        x = x_top * step / 4
        parts.append(_text(_x(x / x_top), HEIGHT - _BOTTOM + 16, _number(x), "middle"))
    for index, (name, points) in enumerate(series.items()):
        colour = _COLOURS[index % len(_COLOURS)]
        dots = [(_x(x / x_top), _y(y / y_top)) for x, y in points]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in dots)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        if len(dots) <= 20:
            parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in dots]
        parts.append(_legend(index, name, colour))
    return _frame(title, x_label, y_label, "".join(parts))


def draw_bars(title: str, y_label: str, bars: Mapping[str, float]) -> str:
    """One panel: a bar per name, its value written on top."""
    if not bars:
        return _frame(title, "", y_label, "")
    top = _round_up(max(bars.values()))
    parts = [_y_axis(top)]
    slot = 1 / len(bars)
    for index, (name, value) in enumerate(bars.items()):
        colour = _COLOURS[index % len(_COLOURS)]
        left, width = _x((index + 0.2) * slot), (WIDTH - _LEFT - _RIGHT) * slot * 0.6
        upper = _y(value / top)
        box = f'x="{left:.1f}" y="{upper:.1f}" width="{width:.1f}" height="{_y(0) - upper:.1f}"'
        parts.append(f'<rect {box} fill="{colour}"/>')
        parts.append(_text(left + width / 2, upper - 4, _number(value), "middle"))
        parts.append(_legend(index, name, colour))
    return _frame(title, "", y_label, "".join(parts))


def stack(panels: Sequence[str], note: str) -> str:
    """The panels one under another, as one SVG document with a line of small print."""
    placed = [f'<g transform="translate(0,{HEIGHT * index})">{panel}</g>' for index, panel in enumerate(panels)]
    height = HEIGHT * len(panels) + 24
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'font-family="system-ui, sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>'
        f"{''.join(placed)}{_text(10, height - 8, note, 'start', '#6b7280')}</svg>\n"
    )


def _frame(title: str, x_label: str, y_label: str, inner: str) -> str:
    return (
        f'<text x="{_LEFT}" y="22" font-size="14" font-weight="600">{escape(title)}</text>{inner}'
        f"{_text((_LEFT + WIDTH - _RIGHT) / 2, HEIGHT - 8, x_label, 'middle')}"
        f'<text x="16" y="{HEIGHT / 2}" transform="rotate(-90 16 {HEIGHT / 2})" text-anchor="middle">'
        f"{escape(y_label)}</text>"
    )


def _y_axis(top: float) -> str:
    parts = []
    for step in range(5):
        y = _y(step / 4)
        parts.append(f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{WIDTH - _RIGHT}" y2="{y:.1f}" stroke="#e5e7eb"/>')
        parts.append(_text(_LEFT - 6, y + 4, _number(top * step / 4), "end"))
    return "".join(parts)


def _legend(index: int, name: str, colour: str) -> str:
    y = _TOP + 8 + index * 18
    x = WIDTH - _RIGHT + 14
    return f'<rect x="{x}" y="{y - 9}" width="10" height="10" fill="{colour}"/>{_text(x + 15, y, name, "start")}'


def _text(x: float, y: float, words: str, anchor: str, colour: str = "#111827") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'


def _x(share: float) -> float:
    return _LEFT + share * (WIDTH - _LEFT - _RIGHT)


def _y(share: float) -> float:
    return HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM)


def _round_up(value: float) -> float:
    if value <= 0:
        return 1.0
    unit = 10.0 ** math.floor(math.log10(value))
    return next(unit * step for step in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if unit * step >= value * 0.999)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"

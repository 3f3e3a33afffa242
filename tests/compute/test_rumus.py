from decimal import Decimal, DivisionByZero

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lkj.angka import Angka, unknown
from lkj.compute.rumus import PANJANG_TERBESAR, Rumus, RumusError, Variabel, parse_rumus
from lkj.finding import Position

PERTUMBUHAN = "(koperasi[t] - koperasi[t-1]) / koperasi[t-1] * 100"
LABEL = {
    Variabel("koperasi", 0): "Jumlah koperasi 2025",
    Variabel("koperasi", 1): "Jumlah koperasi 2024",
}
NILAI = {Variabel(kode, 0): Decimal(nilai) for kode, nilai in [("a", "7"), ("b", "3"), ("c", "-2"), ("d", "0.5")]}


def write_kode(variabel: Variabel) -> str:
    return f"{variabel.kode}[t-{variabel.mundur}]" if variabel.mundur else f"{variabel.kode}[t]"


def write_short(variabel: Variabel) -> str:
    return variabel.kode


def test_the_growth_of_koperasi() -> None:
    rumus = parse_rumus(PERTUMBUHAN)
    assert rumus.teks == PERTUMBUHAN
    assert rumus.daftar_variabel == (Variabel("koperasi", 0), Variabel("koperasi", 1))
    assert rumus.to_text(LABEL.__getitem__, "") == (
        "(Jumlah koperasi 2025 − Jumlah koperasi 2024) ÷ Jumlah koperasi 2024 × 100"
    )
    assert rumus.to_latex(LABEL.__getitem__, "%") == (
        r"\frac{\text{Jumlah koperasi 2025} - \text{Jumlah koperasi 2024}}{\text{Jumlah koperasi 2024}}"
        r" \times 100\%"
    )


def test_a_traced_formula_shows_its_operands() -> None:
    facts = {
        variabel: Angka(nilai, label=LABEL[variabel], position=Position("data/2025/realisasi.yaml", line, 5))
        for line, (variabel, nilai) in enumerate(zip(LABEL, (Decimal(134), Decimal(124)), strict=True), start=10)
    }
    rumus = parse_rumus(PERTUMBUHAN)
    hasil = rumus.evaluate(facts.__getitem__)
    assert hasil.formula() == rumus.to_text(LABEL.__getitem__, "")
    assert [str(position) for position in hasil.positions()] == [
        "data/2025/realisasi.yaml:10:5",
        "data/2025/realisasi.yaml:11:5",
    ]


def test_each_variable_is_looked_up_once() -> None:
    asked: list[Variabel] = []

    def lookup(variabel: Variabel) -> Decimal:
        asked.append(variabel)
        return Decimal(2)

    assert parse_rumus(PERTUMBUHAN).evaluate(lookup) == 0
    assert asked == [Variabel("koperasi", 0), Variabel("koperasi", 1)]


def test_an_unknown_variable_gives_its_reason() -> None:
    hasil = parse_rumus(PERTUMBUHAN).evaluate(lambda variabel: unknown(f"{variabel.kode} belum didata"))
    assert (hasil.nilai, hasil.alasan) == (None, "koperasi belum didata")


def test_division_by_zero() -> None:
    rumus = parse_rumus("a[t] / (1 - 1)")
    hasil = rumus.evaluate(lambda _: Angka(Decimal(5)))
    assert (hasil.nilai, hasil.alasan) == (None, "pembaginya nol")
    with pytest.raises(DivisionByZero):
        rumus.evaluate(lambda _: Decimal(5))


@pytest.mark.parametrize(
    ("text", "nilai", "kata", "latex"),
    [
        ("a[t]", "7", "a", r"\text{a}"),
        ("a[t]+b[t]*c[t]", "1", "a + b × c", r"\text{a} + \text{b} \times \text{c}"),
        ("(a[t]+b[t])*c[t]", "-20", "(a + b) × c", r"\left(\text{a} + \text{b}\right) \times \text{c}"),
        ("a[t]-b[t]-c[t]", "6", "a − b − c", r"\text{a} - \text{b} - \text{c}"),
        ("a[t]-(b[t]-c[t])", "2", "a − (b − c)", r"\text{a} - \left(\text{b} - \text{c}\right)"),
        ("a[t]-(b[t]+c[t])", "6", "a − (b + c)", r"\text{a} - \left(\text{b} + \text{c}\right)"),
        ("a[t]+(b[t]-c[t])", "12", "a + b − c", r"\text{a} + \text{b} - \text{c}"),
        ("a[t]-(b[t]*c[t])", "13", "a − b × c", r"\text{a} - \text{b} \times \text{c}"),
        ("b[t]/c[t]/d[t]", "-3", "b ÷ c ÷ d", r"\frac{\frac{\text{b}}{\text{c}}}{\text{d}}"),
        ("b[t]/(c[t]/d[t])", "-0.75", "b ÷ (c ÷ d)", r"\frac{\text{b}}{\frac{\text{c}}{\text{d}}}"),
        ("b[t]/(c[t]*d[t])", "-3", "b ÷ (c × d)", r"\frac{\text{b}}{\text{c} \times \text{d}}"),
        ("a[t]*(b[t]/c[t])", "-10.5", "a × b ÷ c", r"\text{a} \times \frac{\text{b}}{\text{c}}"),
        ("(a[t]+b[t])/c[t]", "-5", "(a + b) ÷ c", r"\frac{\text{a} + \text{b}}{\text{c}}"),
        ("-a[t]*b[t]", "-21", "−a × b", r"-\text{a} \times \text{b}"),
        ("-(a[t]+b[t])", "-10", "−(a + b)", r"-\left(\text{a} + \text{b}\right)"),
        ("-(b[t]/c[t])", "1.5", "−b ÷ c", r"-\frac{\text{b}}{\text{c}}"),
        ("--a[t]", "7", "−(−a)", r"-\left(-\text{a}\right)"),
        ("a[t]--b[t]", "10", "a − (−b)", r"\text{a} - \left(-\text{b}\right)"),
        ("a[t]+-b[t]*c[t]", "13", "a + (−b × c)", r"\text{a} + \left(-\text{b} \times \text{c}\right)"),
        ("b[t]/-c[t]", "1.5", "b ÷ (−c)", r"\frac{\text{b}}{-\text{c}}"),
        ("0.25 * a[t]", "1.75", "0,25 × a", r"0\text{,}25 \times \text{a}"),
        (" a [ t ]\n*\t100 ", "700", "a × 100", r"\text{a} \times 100\%"),
        ("100*a[t]", "700", "100 × a", r"100 \times \text{a}"),
        ("a[t]*1100", "7700", "a × 1100", r"\text{a} \times 1100"),
        ("a[t]+b[t]*100", "307", "a + b × 100", r"\text{a} + \text{b} \times 100"),
    ],
)
def test_value_and_writing(text: str, nilai: str, kata: str, latex: str) -> None:
    rumus = parse_rumus(text)
    assert rumus.evaluate(NILAI.__getitem__) == Decimal(nilai)
    assert rumus.to_text(write_short, "") == kata
    assert rumus.to_latex(write_short, "%") == latex


def test_only_percent_is_shown_as_a_unit() -> None:
    assert parse_rumus("a[t] * 100").to_latex(write_short, "orang") == r"\text{a} \times 100"
    assert parse_rumus("a[t] * 100").to_text(write_short, "orang") == "a × 100"
    assert parse_rumus("a[t] * 100").to_text(write_short, "%") == "a × 100%"
    assert parse_rumus("a[t] * 50").to_text(write_short, "%") == "a × 50"


def test_labels_are_escaped_for_latex() -> None:
    latex = parse_rumus("a[t]").to_latex(lambda _: r"A & B_1 50% #2 $3 {x} y^z ~w \v", "")
    assert latex == (
        r"\text{A \&{} B\_{}1 50\%{} \#{}2 \${}3 \{{}x\}{} "
        r"y\textasciicircum{}z \textasciitilde{}w \textbackslash{}v}"
    )


def test_years_back() -> None:
    rumus = parse_rumus("usaha_kecil2[t-2] + usaha_kecil2[t - 1] + usaha_kecil2[t]")
    assert rumus.daftar_variabel == tuple(Variabel("usaha_kecil2", mundur) for mundur in (2, 1, 0))


def join(parts: tuple[str, str, str]) -> str:
    return "({}{}{})".format(*parts)


formula_text = st.recursive(
    st.sampled_from(["a[t]", "b[t-1]", "c[t-2]", "2", "0.5"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(join), inner.map(lambda text: f"-{text}")
    ),
    max_leaves=8,
)


@given(formula_text)
def test_the_written_formula_means_the_same(text: str) -> None:
    rumus = parse_rumus(f"a[t] + {text}")
    written = rumus.to_text(write_kode, "")
    again = parse_rumus(written.translate(str.maketrans("−×÷,", "-*/.")))
    assert again.to_text(write_kode, "") == written
    values = {"a": Decimal(7), "b": Decimal(3), "c": Decimal(11)}

    def lookup(variabel: Variabel) -> Angka:
        return Angka(values[variabel.kode])

    expected, found = rumus.evaluate(lookup), again.evaluate(lookup)
    assert expected.ada == found.ada
    assume(expected.ada)
    assert abs(expected.pasti - found.pasti) <= abs(expected.pasti) * Decimal("1e-30")


def read(text: str) -> Rumus | RumusError:
    try:
        return parse_rumus(text)
    except RumusError as error:
        return error


@given(st.text(alphabet="at[]()+-*/. 12,x×", max_size=30))
def test_any_text_is_read_or_refused_at_a_place_within_it(text: str) -> None:
    result = read(text)
    if isinstance(result, Rumus):
        assert result.daftar_variabel
    else:
        assert 0 <= result.offset <= max(len(text) - 1, 0)
        assert result.message.endswith(".")
        assert result.advice


TAHUN = "tulis [t], [t-1] atau [t-2]"
OPERAND = "lengkapi atau hapus tandanya"
OPERATOR = "tulis +, -, * atau / di antaranya"
KALI = "tulis * untuk perkalian"
BAGI = "tulis / untuk pembagian"
KURANG = "tulis - (tanda hubung) untuk pengurangan"
KODE = "kode memakai huruf kecil, angka dan garis bawah, diawali huruf, misalnya usaha_kecil[t]"
KOSONG = "tulis rumusnya, misalnya (koperasi[t] - koperasi[t-1]) / koperasi[t-1] * 100"
ISI = "rumus hanya memuat angka, variabel seperti koperasi[t], tanda + - * / dan kurung ( )"
DESIMAL = "tulis tanda desimal dengan titik, misalnya 7.25"


def name_year(kode: str) -> str:
    return f"tulis {kode}[t] untuk tahun laporan atau {kode}[t-1] untuk tahun sebelumnya"


def unknown_sign(sign: str) -> str:
    return f"Tanda “{sign}” tidak dikenal dalam rumus."


@pytest.mark.parametrize(
    ("text", "message", "advice", "offset"),
    [
        ("", "Rumus kosong.", KOSONG, 0),
        (" \n", "Rumus kosong.", KOSONG, 0),
        ("100", "Rumus tidak memuat variabel.", "tulis paling sedikit satu, misalnya koperasi[t]", 0),
        ("a[t] × 2", unknown_sign("×"), KALI, 5),
        ("a[t] · 2", unknown_sign("·"), KALI, 5),
        ("a[t] x 2", unknown_sign("x"), KALI, 5),
        ("a[t] X 2", unknown_sign("X"), KALI, 5),
        ("a[t] : 2", unknown_sign(":"), BAGI, 5),
        ("a[t] ÷ 2", unknown_sign("÷"), BAGI, 5),
        ("a[t] − 2", unknown_sign("−"), KURANG, 5),
        ("a[t] – 2", unknown_sign("–"), KURANG, 5),
        ("a[t]^2", unknown_sign("^"), "tulis pangkat sebagai perkalian berulang", 4),
        ("a[t]%", unknown_sign("%"), "tulis * 100 untuk menyatakan persen, tanpa tanda persen", 4),
        ("a[t] * 7,25", unknown_sign(","), DESIMAL, 8),
        ("a[t] * .5", unknown_sign("."), "tulis angka di kedua sisi titik, misalnya 0.5", 7),
        ("p = a[t]", "Variabel “p” belum menyebut tahunnya.", name_year("p"), 0),
        ("= a[t]", unknown_sign("="), "tulis ruas kanannya saja", 0),
        ("{a[t]}", unknown_sign("{"), ISI, 0),
        ("a[t] * ٣", unknown_sign("٣"), ISI, 7),
        ("Koperasi[t]", "“Koperasi” bukan kode variabel.", KODE, 0),
        ("2 * _a[t]", "“_a” bukan kode variabel.", KODE, 4),
        ("a[t] * größe[t]", "“größe” bukan kode variabel.", KODE, 7),
        ("a[t] + koperasi", "Variabel “koperasi” belum menyebut tahunnya.", name_year("koperasi"), 7),
        ("a[t+1]", "“[t+1]” adalah tahun sesudah tahun laporan.", TAHUN, 1),
        ("a[t-3]", "“[t-3]” bukan penunjuk tahun.", TAHUN, 1),
        ("a[2025]", "“[2025]” bukan penunjuk tahun.", TAHUN, 1),
        ("a []", "“[]” bukan penunjuk tahun.", TAHUN, 2),
        ("a[t + b[t]", "Kurung “[” tidak ditutup.", TAHUN, 1),
        ("2 * (a[t] + 1", "Kurung “(” tidak ditutup.", "tambahkan “)” pada tempatnya", 4),
        ("a[t]) * 2", "Kurung “)” tidak punya pasangan.", "hapus atau tambahkan “(” di depannya", 4),
        ("a[t] + ", "Sesudah “+” belum ada angka atau variabel.", OPERAND, 5),
        ("a[t] * -", "Sesudah “-” belum ada angka atau variabel.", OPERAND, 7),
        ("(", "Sesudah “(” belum ada angka atau variabel.", OPERAND, 0),
        ("* a[t]", "Sebelum “*” belum ada angka atau variabel.", OPERAND, 0),
        ("a[t] ** 2", "Sebelum “*” belum ada angka atau variabel.", OPERAND, 6),
        ("a[t] + ()", "Sebelum “)” belum ada angka atau variabel.", OPERAND, 8),
        ("a[t] b[t]", "Sebelum “b[t]” belum ada operator.", OPERATOR, 5),
        ("100a[t]", "Sebelum “a[t]” belum ada operator.", OPERATOR, 3),
        ("(a[t] 2)", "Sebelum “2” belum ada operator.", OPERATOR, 6),
        ("a[t](2)", "Sebelum “(” belum ada operator.", OPERATOR, 4),
    ],
)
def test_what_cannot_be_read(text: str, message: str, advice: str, offset: int) -> None:
    with pytest.raises(RumusError) as caught:
        parse_rumus(text)
    error = caught.value
    assert (error.message, error.advice, error.offset) == (message, advice, offset)
    assert str(error) == message


@pytest.mark.parametrize(("sign", "close"), [("(", ")"), ("-", "")])
def test_nesting_has_a_limit(sign: str, close: str) -> None:
    assert parse_rumus(sign * 50 + "a[t]" + close * 50).daftar_variabel == (Variabel("a", 0),)
    with pytest.raises(RumusError) as caught:
        parse_rumus(sign * 51 + "a[t]" + close * 51)
    error = caught.value
    assert error.message == "Kurung dan tanda minus bersusun lebih dari 50 tingkat."
    assert (error.advice, error.offset) == ("sederhanakan rumusnya", 50)


def test_length_has_a_limit() -> None:
    longest = ("a[t]" + "+1" * PANJANG_TERBESAR)[:PANJANG_TERBESAR]
    rumus = parse_rumus(longest)
    assert rumus.evaluate(lambda _: Angka(Decimal(1))).pasti == 249
    assert len(rumus.to_text(write_short, "")) == 1 + 4 * 248
    with pytest.raises(RumusError) as caught:
        parse_rumus(longest + " ")
    error = caught.value
    assert error.message == "Rumus terlalu panjang: 501 tanda, paling banyak 500."
    assert (error.advice, error.offset) == ("bagi rumus menjadi beberapa indikator", 500)

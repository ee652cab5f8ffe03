package dev.aisle.base.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is sent by COPY comes back as it was.
class CopyBytesTest {

    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
        database.db().execute("create table copied (words text, list text[], numbers bigint[], octets bytea, n int)");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void textComesBackAsItWasWhateverItHolds() {
        List<String> texts = List.of(
                "",
                "plain",
                "tab\tand\nline\rand \\ back \\N \\. end",
                "größer 「日本語」 and 👩‍🚀 beyond",
                "\u0080\u07ff\u0800\uffff",
                "{\"quoted\", braces}");
        Db db = database.db();
        db.execute("delete from copied");
        int n = 0;
        for (String text : texts) {
            int row = n++;
            db.copy("copied (words, list, n)", List.of(text), it -> new Object[] {it, List.of(it, "other"), row});
        }
        assertThat(db.list("select words from copied order by n", row -> row.text("words")))
                .isEqualTo(texts);
        assertThat(db.list("select list from copied order by n", row -> row.texts("list")))
                .isEqualTo(texts.stream().map(it -> List.of(it, "other")).toList());
    }

    @Test
    void numbersOctetsAndWhatIsAbsentComeBackAsTheyWere() {
        Db db = database.db();
        db.execute("delete from copied");
        byte[] octets = "\0\u00ff\\x".getBytes(StandardCharsets.ISO_8859_1);
        db.copy("copied (words, numbers, octets)", List.of(1), it ->
                new Object[] {Optional.empty(), List.of(Long.MIN_VALUE, 0L, 7L), octets});
        assertThat(db.list("select words from copied", row -> row.optText("words"))
                        .getFirst())
                .isEmpty();
        assertThat(db.list("select numbers from copied", row -> row.bigints("numbers"))
                        .getFirst())
                .containsExactly(Long.MIN_VALUE, 0L, 7L);
        assertThat(db.list("select octets from copied", row -> row.bytes("octets"))
                        .getFirst())
                .isEqualTo(octets);
    }

    @Test
    void aNulIsLeftOutSinceTextCannotHoldIt() {
        Db db = database.db();
        db.execute("delete from copied");
        db.copy("copied (words, list, n)", List.of(1), it -> new Object[] {"a\0b", null, 5});
        assertThat(db.list("select words, n from copied", row -> row.text("words") + row.integer("n")))
                .containsExactly("ab5");
    }

    @Test
    void timesFractionsAndEmptyListsComeBackAsTheyWere() {
        Db db = database.db();
        db.execute(
                "create table measured (at timestamptz, part real, whole float8, yes boolean, list text[], ns bigint[])");
        List<Instant> times = List.of(
                Instant.parse("2026-11-22T10:30:00.123456Z"),
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                Instant.parse("2000-01-01T00:00:00Z"));
        db.copy("measured (at, part, whole, yes, list, ns)", times, it ->
                new Object[] {it, 0.1, 0.1, it.equals(times.getLast()), List.of(), List.of()});
        assertThat(db.list("select at from measured", row -> row.instant("at"))).isEqualTo(times);
        assertThat(db.list(
                        "select part = 0.1::real and whole = 0.1::float8 as same from measured",
                        row -> row.bool("same")))
                .containsOnly(true);
        assertThat(db.list("select yes from measured", row -> row.bool("yes"))).containsExactly(false, false, true);
        assertThat(db.list(
                                "select list, ns from measured",
                                row -> row.texts("list").size()
                                        + row.bigints("ns").size())
                        .getFirst())
                .isZero();
    }

    @Test
    void aColumnThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> database.db().copy("copied (words, wrods)", List.of(1), it -> new Object[] {"a", "b"}))
                .hasMessageContaining("copied (words, wrods)");
    }
}

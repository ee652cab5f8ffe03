package dev.aisle.base.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is sent by COPY comes back as it was.
class CopyTextTest {

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
        CopyText text = new CopyText(1);
        text.add(new Object[] {"a\0b", null, 5});
        assertThat(text).hasToString("ab\t\\N\t5\n");
    }
}

package dev.aisle.base.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangeLogTest {

    private Database database;
    private ChangeLog log;

    @BeforeAll
    void open() {
        database = TestDatabase.fresh();
        log = new ChangeLog(database.db(), "listing_changes");
    }

    @BeforeEach
    void empty() {
        database.db().execute("delete from listing_changes");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aReaderGoesOnFromItsPlaceAndSeesEachEntryOnce() {
        log.append(List.of("a", "b", "a"));
        ChangeLog.Batch first = log.readAfter(ChangeLog.Place.START, 10);
        log.append(List.of("c"));
        ChangeLog.Batch second = log.readAfter(first.next(), 10);

        assertThat(first.ids()).containsExactly("a", "b");
        assertThat(second.ids()).containsExactly("c");
        assertThat(log.readAfter(second.next(), 10).isEmpty()).isTrue();
    }

    @Test
    void anEntryThatCommitsLateIsNotSkipped() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        Thread slow = Thread.ofVirtual()
                .start(() -> database.db().transact(() -> {
                    log.append(List.of("early number, late commit"));
                    written.countDown();
                    await(mayCommit);
                }));
        await(written);
        log.append(List.of("late number, early commit"));

        ChangeLog.Batch whileRunning = log.readAfter(ChangeLog.Place.START, 10);
        mayCommit.countDown();
        slow.join();
        ChangeLog.Batch after = log.readAfter(whileRunning.next(), 10);

        assertThat(whileRunning.ids()).isEmpty();
        assertThat(after.ids()).containsExactlyInAnyOrder("early number, late commit", "late number, early commit");
    }

    @Test
    void aReadersPlaceIsKept() {
        log.append(List.of("a"));
        ChangeLog.Place place = log.readAfter(ChangeLog.Place.START, 10).next();

        log.keepPlace("test", place);

        assertThat(log.placeOf("test")).isEqualTo(place);
        assertThat(log.placeOf("nobody")).isEqualTo(ChangeLog.Place.START);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}

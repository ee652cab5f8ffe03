package dev.aisle.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/// Who hangs up in the middle of a question is no trouble of ours.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HangingUpTest {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private RunningEdge edge;

    @BeforeAll
    void start() {
        edge = RunningEdge.start();
    }

    @AfterAll
    void stop() {
        edge.close();
    }

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        root.detachAppender(log);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/catalog/search", "/mcp"})
    void aBodyThatBreaksOffIsNoErrorOfOurs(String path) {
        String answer = RawHttp.postAndBreakOff(edge.base, path, "{\"query\":\"la", 400);

        assertThat(log.list)
                .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .isEmpty();
        assertThat(answer).startsWith("HTTP/1.1 400").contains("broke off");
    }
}

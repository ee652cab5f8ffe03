package dev.aisle.base.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers that break off or lie about their length, and redirects to where nobody may be led: each ends soon, in
/// words that say what happened.
@Timeout(10)
class BrokenAnswersTest {

    private static final OutsideHttp.Patience SHORT =
            new OutsideHttp.Patience(Duration.ofMillis(500), Duration.ofMillis(300), Duration.ofMillis(700));

    private static final String WHOLE = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    /// What a server does with the connections it accepts.
    private interface Manner {
        void meet(Socket socket, int request) throws IOException;
    }

    @Test
    void aConnectionThatIsResetInTheMiddleOfTheBodySaysThatTheAnswerBrokeOff() throws IOException {
        Manner resetting = (socket, request) -> {
            say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhello");
            socket.setSoLinger(true, 0);
            socket.close();
        };

        assertThat(asked(resetting, 1)).singleElement().satisfies(BrokenAnswersTest::brokeOff);
    }

    @Test
    void aBodyShorterThanItsLengthSaysThatTheAnswerBrokeOff() throws IOException {
        Manner closing = (socket, request) -> {
            say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhello");
            socket.close();
        };

        assertThat(asked(closing, 1)).singleElement().satisfies(BrokenAnswersTest::brokeOff);
    }

    @Test
    void packedBytesThatEndTooSoonSayThatTheyCannotBeUnpacked() throws IOException {
        Manner cutting = (socket, request) -> say(
                socket,
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 10\r\n\r\n"
                        + "\u001f\u008b\u0008\u0000\u0000\u0000\u0000\u0000\u0000\u0003");

        assertThat(asked(cutting, 1))
                .singleElement()
                .isInstanceOfSatisfying(
                        Answer.Unreachable.class, no -> assertThat(no.reason()).contains("cannot be unpacked"));
    }

    @Test
    void chunksThatNeverEndSayThatTheAnswerBrokeOff() throws IOException {
        Manner closing = (socket, request) -> {
            say(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
            socket.close();
        };

        assertThat(asked(closing, 1)).singleElement().satisfies(BrokenAnswersTest::brokeOff);
    }

    @Test
    void aBodyShorterThanItsLengthOnAnOpenConnectionIsNotWaitedForLong() throws IOException {
        Manner waiting = (socket, request) -> say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhello");

        assertThat(asked(waiting, 1)).singleElement().isInstanceOfSatisfying(Answer.Unreachable.class, no -> {
            assertThat(no.reason()).contains("in time");
            assertThat(no.worthAskingAgain()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " world",
                "\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlies",
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlies"
            })
    void whatFollowsABodyIsNotTakenForTheNextAnswer(String rest) throws IOException {
        Manner talkative = (socket, request) -> say(socket, request == 0 ? WHOLE + rest : WHOLE);

        List<Answer> answers = asked(talkative, 2);

        assertThat(((Answer.Got) answers.getFirst()).text()).isEqualTo("hello");
        assertThat(answers.getLast())
                .isInstanceOfSatisfying(
                        Answer.Got.class, got -> assertThat(got.text()).isEqualTo("hello"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "many", "99999999999999999999", "5, 7"})
    void aLengthThatIsNoneIsNoAnswerOrTheBytesThatCame(String length) throws IOException {
        Manner lying = (socket, request) -> {
            say(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\nhello");
            socket.close();
        };

        assertThat(asked(lying, 1)).singleElement().satisfies(answer -> {
            switch (answer) {
                case Answer.Got got -> assertThat(got.text()).isEqualTo("hello");
                case Answer.Unreachable no -> assertThat(no.reason()).contains("127.0.0.1");
                case Answer.Refused no -> assertThat(no.reason()).isEmpty();
                case Answer.TooLarge no -> assertThat(no.reason()).isEmpty();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://[::1]/",
                "http://[0:0:0:0:0:0:0:1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[::127.0.0.1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[fe80::1]/",
                "http://[fe80::1%25lo]/",
                "http://[fc00::1]/",
                "https://[::ffff:169.254.169.254]/latest/meta-data/",
                "http://someone@127.0.0.1/",
                "http://someone:secret@shop.example/",
                "http://shop.example@169.254.169.254/",
                "http://[::]/",
            })
    void anAddressThatIsNotPublicIsRefusedAskedForOrRedirectedTo(String address) throws IOException {
        Manner redirecting = (socket, request) ->
                say(socket, "HTTP/1.1 302 Found\r\nLocation: " + address + "\r\nContent-Length: 0\r\n\r\n");

        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                OutsideHttp http = client(server)) {
            serve(server, redirecting);
            Answer asked = http.send(Ask.get(URI.create(address), BodyKind.PAGE));
            Answer led = Redirects.follow(http, home(server), Map.of(), BodyKind.PAGE);

            assertThat(List.of(asked, led))
                    .allSatisfy(answer -> assertThat(answer)
                            .isInstanceOfSatisfying(
                                    Answer.Refused.class,
                                    no -> assertThat(no.reason())
                                            .containsAnyOf("not public", "holds a user name")
                                            .doesNotContain("secret")));
        }
    }

    private static void brokeOff(Answer answer) {
        assertThat(answer).isInstanceOfSatisfying(Answer.Unreachable.class, no -> {
            assertThat(no.reason()).contains("127.0.0.1", "broke off its answer");
            assertThat(no.worthAskingAgain()).isTrue();
        });
    }

    private static List<Answer> asked(Manner manner, int times) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                OutsideHttp http = client(server)) {
            serve(server, manner);
            return IntStream.range(0, times)
                    .mapToObj(time -> http.send(Ask.get(home(server), BodyKind.PAGE)))
                    .toList();
        }
    }

    private static OutsideHttp client(ServerSocket server) {
        return new OutsideHttp(
                FetchAllow.of(List.of("127.0.0.1:" + server.getLocalPort())),
                "TestBot/1",
                InetAddress::getAllByName,
                SHORT);
    }

    private static URI home(ServerSocket server) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
    }

    /// Each connection has a thread and each request its number on that connection, or over all of them.
    private static void serve(ServerSocket server, Manner manner) {
        AtomicInteger requests = new AtomicInteger();
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> talk(socket, manner, requests));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private static void talk(Socket socket, Manner manner, AtomicInteger requests) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    manner.meet(socket, requests.getAndIncrement());
                }
            }
        } catch (IOException closed) {
            assertThat(socket.isClosed()).isTrue();
        }
    }

    private static void say(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}

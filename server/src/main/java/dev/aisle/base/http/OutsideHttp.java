package dev.aisle.base.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// The one way to everything outside. It refuses what is not the public web, follows no redirect, keeps no cookie,
/// and takes in no more than its limits. It keeps no pace: that is the crawl's.
public final class OutsideHttp implements AutoCloseable {

    /// How long to wait: for a connection, for the next bytes, and for all of an answer.
    record Patience(Duration connect, Duration read, Duration total) {
        static final Patience USUAL =
                new Patience(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(60));
    }

    private static final int MOST_CONNECTIONS = 256;
    private static final int MOST_CONNECTIONS_A_HOST = 4;
    private static final int CHUNK = 64 << 10;
    private static final TimeValue KEEP_ALIVE = TimeValue.ofSeconds(20);
    private static final TimeValue CHECKED_AFTER = TimeValue.ofMilliseconds(50);

    private final FetchAllow allow;
    private final Patience patience;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor clock;

    /// @param userAgent such as `AisleBot/1.0 (+https://example.com/docs/crawler)`
    public OutsideHttp(FetchAllow allow, String userAgent) {
        this(allow, userAgent, InetAddress::getAllByName, Patience.USUAL);
    }

    /// With a client of its own that waits at most that long for all of an answer.
    public OutsideHttp(FetchAllow allow, String userAgent, Duration total) {
        this(allow, userAgent, InetAddress::getAllByName, new Patience(Patience.USUAL.connect(), total, total));
    }

    OutsideHttp(FetchAllow allow, String userAgent, GuardedNames.Names names, Patience patience) {
        this.allow = allow;
        this.patience = patience;
        this.clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("http-deadlines").factory());
        clock.setRemoveOnCancelPolicy(true);
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new GuardedNames(allow, names))
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(MOST_CONNECTIONS_A_HOST)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(patience.connect()))
                                .setSocketTimeout(Timeout.of(patience.read()))
                                .setValidateAfterInactivity(CHECKED_AFTER)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(patience.read()))
                        .setConnectionRequestTimeout(Timeout.of(patience.total()))
                        .setDefaultKeepAlive(KEEP_ALIVE.getDuration(), KEEP_ALIVE.getTimeUnit())
                        .setContentCompressionEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .setRedirectsEnabled(false)
                        .build())
                .setUserAgent(userAgent)
                .evictIdleConnections(KEEP_ALIVE)
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .setRequestExecutor(new CleanConnections())
                .setRetryStrategy(new CleanConnections.AnotherOne(MOST_CONNECTIONS_A_HOST))
                .build();
    }

    /// Takes the bytes of an answer as they come.
    public interface Taker {

        /// The head of the answer; false where its bytes are not wanted.
        boolean wants(int status, Map<String, String> headers) throws IOException;

        /// The next bytes. They are the caller's only until it returns.
        void take(byte[] bytes, int length) throws IOException;
    }

    /// What one exchange makes of an answer.
    private interface Reading {
        Answer read(URI url, HttpUriRequestBase request) throws IOException, HttpException;
    }

    /// Asks once and waits for the whole answer. Safe for many threads.
    public Answer send(Ask ask) {
        return send(ask, "gzip", patience.total(), (url, request) -> exchange(url, request, ask.expected()));
    }

    /// Asks once and hands the bytes on as they were sent, without holding them: for files of any size. The answer
    /// is without a body. What the taker throws ends the exchange as if the other side had broken off.
    ///
    /// @param most bytes to take; more is [Answer.TooLarge]
    /// @param total time for all of the answer; the usual patience holds for its next bytes
    public Answer stream(Ask ask, long most, Duration total, Taker taker) {
        return send(ask, "identity", total, (url, request) -> stream(url, request, most, taker));
    }

    private Answer send(Ask ask, String encoding, Duration total, Reading reading) {
        URI url = URI.create(allow.spokenTo(ask.url()).toASCIIString());
        Optional<String> refusal = refusal(url);
        if (refusal.isPresent()) {
            return new Answer.Refused(refusal.get());
        }
        HttpUriRequestBase request = new HttpUriRequestBase(ask.method(), url);
        request.setHeader("Accept-Encoding", encoding);
        ask.headers().forEach(request::setHeader);
        ask.content()
                .ifPresent(content -> request.setEntity(new StringEntity(
                        content.text(), ContentType.parse(content.type()).withCharset(StandardCharsets.UTF_8))));
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> deadline = clock.schedule(
                () -> {
                    late.set(true);
                    request.abort();
                },
                total.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return reading.read(url, request);
        } catch (IOException | HttpException broken) {
            return late.get() ? late(url, total) : failure(url, broken);
        } catch (IllegalStateException stopped) {
            if (late.get()) { // it was stopped between having a connection and using it
                return late(url, total);
            }
            throw stopped;
        } finally {
            deadline.cancel(false);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        try {
            client.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Optional<String> refusalOfForm(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of("'" + url + "' is not an http or https address.");
        }
        if (url.getHost() == null || url.getHost().isEmpty()) {
            return Optional.of("'" + url + "' names no host.");
        }
        if (url.getRawUserInfo() != null) {
            return Optional.of("The address on " + url.getHost() + " holds a user name.");
        }
        if (url.getHost().startsWith("[") && url.getHost().indexOf('%') >= 0) {
            return Optional.of("The address " + url.getHost() + " is not public (in one zone only, RFC 6874).");
        }
        return Optional.empty();
    }

    private Optional<String> refusal(URI url) {
        Optional<String> form = refusalOfForm(url);
        if (form.isPresent() || allow.admits(url) || FetchAllow.isWebPort(FetchAllow.port(url))) {
            return form;
        }
        return Optional.of("Port " + FetchAllow.port(url) + " of " + url.getHost() + " is not 80 or 443.");
    }

    private Answer exchange(URI url, HttpUriRequestBase request, BodyKind kind) throws IOException, HttpException {
        ClassicHttpResponse response = client.executeOpen(null, request, null);
        boolean wholeRead = false;
        try {
            Map<String, String> headers = headers(response);
            HttpEntity entity = response.getEntity();
            InputStream sent = entity == null ? InputStream.nullInputStream() : new BodyInput(entity.getContent());
            Unpacking.Taken taken = Unpacking.read(sent, headers.getOrDefault("content-encoding", ""), kind);
            wholeRead = taken.isWhole();
            return new Answer.Got(url, response.getCode(), headers, taken.body());
        } catch (Unpacking.TooMuch tooMuch) {
            return new Answer.TooLarge(String.valueOf(tooMuch.getMessage()));
        } finally {
            if (!wholeRead) {
                request.abort(); // else closing would read the rest, however long
            }
            Closer.closeQuietly(response);
        }
    }

    private Answer stream(URI url, HttpUriRequestBase request, long most, Taker taker)
            throws IOException, HttpException {
        ClassicHttpResponse response = client.executeOpen(null, request, null);
        boolean wholeRead = false;
        try {
            Map<String, String> headers = headers(response);
            HttpEntity entity = response.getEntity();
            if (taker.wants(response.getCode(), headers) && entity != null) {
                InputStream sent = new BodyInput(entity.getContent());
                byte[] chunk = new byte[CHUNK];
                long taken = 0;
                for (int n = sent.read(chunk); n >= 0; n = sent.read(chunk)) {
                    taken += n;
                    if (taken > most) {
                        return new Answer.TooLarge("It is larger than the " + most + " bytes we take in.");
                    }
                    taker.take(chunk, n);
                }
                wholeRead = true;
            }
            return new Answer.Got(url, response.getCode(), headers, new Body(new byte[0]));
        } finally {
            if (!wholeRead) {
                request.abort();
            }
            Closer.closeQuietly(response);
        }
    }

    private static Map<String, String> headers(ClassicHttpResponse response) {
        Map<String, String> headers = new TreeMap<>();
        for (Header header : response.getHeaders()) {
            String value = header.getValue() == null ? "" : header.getValue();
            headers.merge(header.getName().toLowerCase(Locale.ROOT), value, (first, more) -> first + ", " + more);
        }
        return headers;
    }

    private static Answer late(URI url, Duration total) {
        return new Answer.Unreachable(
                host(url) + " did not finish its answer within " + total.toMillis() + " ms.", true);
    }

    private static Answer failure(URI url, Exception broken) {
        String reason = String.valueOf(broken.getMessage());
        return switch (broken) {
            case GuardedNames.Refused refused -> new Answer.Refused(reason);
            case UnknownHostException unknown -> new Answer.Unreachable(host(url) + " has no address.", true);
            case SSLException tls -> new Answer.Unreachable("TLS with " + host(url) + " failed: " + reason, false);
            case SocketTimeoutException slow ->
                new Answer.Unreachable(host(url) + " did not answer in time: " + reason, true);
            case InterruptedIOException stopped -> new Answer.Unreachable("The request was stopped: " + reason, true);
            case BodyInput.BrokenOff off ->
                new Answer.Unreachable(host(url) + " broke off its answer: " + reason, true);
            case ZipException corrupt -> notUnpacked(url, reason);
            case EOFException corrupt -> notUnpacked(url, reason);
            case Unpacking.UnknownEncoding encoding -> new Answer.Unreachable(reason, false);
            case HttpException protocol -> new Answer.Unreachable(host(url) + " does not speak HTTP: " + reason, false);
            default -> new Answer.Unreachable(host(url) + " cannot be reached: " + reason, true);
        };
    }

    private static Answer notUnpacked(URI url, String reason) {
        return new Answer.Unreachable("The answer of " + host(url) + " cannot be unpacked: " + reason, true);
    }

    private static String host(URI url) {
        return url.getRawAuthority();
    }
}

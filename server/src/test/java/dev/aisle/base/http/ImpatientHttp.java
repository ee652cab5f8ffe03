package dev.aisle.base.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// The way to everything outside, for tests of those who do not answer: it waits a second at most.
public final class ImpatientHttp {

    private ImpatientHttp() {}

    public static OutsideHttp to(String host) {
        Duration second = Duration.ofSeconds(1);
        return new OutsideHttp(
                FetchAllow.of(List.of(host)),
                "Test/1",
                InetAddress::getAllByName,
                new OutsideHttp.Patience(second, second, second.multipliedBy(2)));
    }
}

package dev.aisle.edge.wire;

import dev.aisle.market.vendor.VendorId;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Tells who calls, by an API key in `x-api-key` or as a bearer token; a call without a valid one is anonymous and
/// counted by its address.
public final class Callers {

    private static final HeaderName API_KEY = HeaderNames.create("x-api-key");
    private static final String BEARER = "bearer ";
    private static final int LONGEST_KEY = 200;

    private final Function<String, Optional<VendorId>> vendors;
    private final Proxies proxies;

    /// @param vendors the vendor a key belongs to; it is asked with every call
    public Callers(Function<String, Optional<VendorId>> vendors, Proxies proxies) {
        this.vendors = vendors;
        this.proxies = proxies;
    }

    public Caller of(ServerRequest request) {
        Optional<String> key = key(request.headers());
        Optional<VendorId> vendor = key.filter(it -> it.length() <= LONGEST_KEY).flatMap(vendors);
        return vendor.map(id -> new Caller(Caller.Tier.TOKEN, id, "vendor " + id.value(), false))
                .orElseGet(() -> new Caller(
                        Caller.Tier.ANONYMOUS, VendorId.PUBLIC, "address " + address(request), key.isPresent()));
    }

    private static Optional<String> key(ServerRequestHeaders headers) {
        Optional<String> own = headers.first(API_KEY).map(String::strip).filter(it -> !it.isEmpty());
        return own.isPresent()
                ? own
                : headers.first(HeaderNames.AUTHORIZATION)
                        .filter(it -> it.toLowerCase(Locale.ROOT).startsWith(BEARER))
                        .map(it -> it.substring(BEARER.length()).strip())
                        .filter(it -> !it.isEmpty());
    }

    private String address(ServerRequest request) {
        return request.remotePeer().address() instanceof InetSocketAddress peer && peer.getAddress() != null
                ? proxies.account(peer.getAddress(), request.headers().values(HeaderNames.X_FORWARDED_FOR))
                : request.remotePeer().host();
    }

    /// An address as limits count it: one of IPv4 whole, of IPv6 its network of 64 bits, which is what one customer
    /// of a provider holds.
    static String account(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return address.getHostAddress();
        }
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            network.append(String.format(Locale.ROOT, "%02x", bytes[i]));
        }
        return network.append("/64").toString();
    }
}

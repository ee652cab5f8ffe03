package dev.aisle.edge.wire;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The proxies whose word on where a call comes from is taken; anybody else's `X-Forwarded-For` is ignored.
public final class Proxies {

    public static final Proxies NONE = new Proxies(List.of());

    private static final int MOST_HOPS = 20;

    private final List<Network> trusted;

    /// The addresses that begin with the same bits.
    private static final class Network {

        private final byte[] address;
        private final int bits;

        Network(byte[] address, int bits) {
            this.address = address;
            this.bits = bits;
        }

        boolean holds(InetAddress candidate) {
            byte[] bytes = candidate.getAddress();
            if (bytes.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if ((bytes[bit >> 3] & mask) != (address[bit >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// @param trusted addresses and networks, such as `10.0.0.7` and `10.0.0.0/8`
    public Proxies(List<String> trusted) {
        this.trusted = trusted.stream().map(Proxies::network).toList();
    }

    /// What the call is counted on: the last address on its way that is not a trusted proxy's.
    String account(InetAddress peer, List<String> forwardedFor) {
        List<String> hops = new ArrayList<>();
        forwardedFor.forEach(line -> hops.addAll(List.of(line.split(",", -1))));
        InetAddress at = peer;
        for (int i = hops.size() - 1; i >= Math.max(0, hops.size() - MOST_HOPS) && isTrusted(at); i--) {
            Optional<InetAddress> before = literal(hops.get(i).strip());
            if (before.isEmpty()) {
                break;
            }
            at = before.get();
        }
        return Callers.account(at);
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.holds(address));
    }

    private static Network network(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] bytes = literal(address)
                .orElseThrow(() -> new IllegalArgumentException("not an address or network: " + text))
                .getAddress();
        int bits = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > bytes.length * 8) {
            throw new IllegalArgumentException("not a network: " + text);
        }
        return new Network(bytes, bits);
    }

    /// An address in digits; a name is never looked up.
    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}

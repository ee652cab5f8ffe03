package dev.aisle.base.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Tells addresses of the public internet from all others (IANA special-purpose registries for IPv4 and IPv6).
final class PublicAddress {

    /// A block of addresses that lead elsewhere than to the public internet.
    private record Block(InetAddress start, int bits, String name) {

        boolean holds(byte[] address) {
            byte[] prefix = start.getAddress();
            if (address.length != prefix.length) {
                return false;
            }
            int whole = bits / 8;
            if (!Arrays.equals(address, 0, whole, prefix, 0, whole)) {
                return false;
            }
            int rest = bits % 8;
            int mask = rest == 0 ? 0 : 0xff << (8 - rest) & 0xff;
            return rest == 0 || (address[whole] & mask) == (prefix[whole] & mask);
        }
    }

    private static final List<Block> CLOSED = List.of(
            block("0.0.0.0", 8, "this network"),
            block("10.0.0.0", 8, "private"),
            block("100.64.0.0", 10, "shared by a carrier"),
            block("127.0.0.0", 8, "loopback"),
            block("169.254.0.0", 16, "link-local or metadata"),
            block("172.16.0.0", 12, "private"),
            block("192.0.0.0", 24, "reserved"),
            block("192.0.2.0", 24, "documentation"),
            block("192.88.99.0", 24, "a 6to4 relay"),
            block("192.168.0.0", 16, "private"),
            block("198.18.0.0", 15, "benchmarking"),
            block("198.51.100.0", 24, "documentation"),
            block("203.0.113.0", 24, "documentation"),
            block("224.0.0.0", 4, "multicast"),
            block("240.0.0.0", 4, "reserved"),
            block("168.63.129.16", 32, "metadata"),
            block("100.100.100.200", 32, "metadata"),
            block("2001::", 23, "reserved"),
            block("2001:db8::", 32, "documentation"),
            block("2002::", 16, "6to4"),
            block("3fff::", 20, "documentation"));

    private static final Block GLOBAL_UNICAST = block("2000::", 3, "global unicast");
    private static final Block NAT64 = block("64:ff9b::", 96, "NAT64");
    private static final int NAT64_EMBEDDED_AT = 12;

    private PublicAddress() {}

    /// What the address is instead of public, in a word; nothing for a public one.
    static Optional<String> refusal(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (NAT64.holds(bytes)) {
            return refusal(embedded(bytes)).map(word -> "NAT64 of " + word);
        }
        Optional<String> closed = CLOSED.stream()
                .filter(block -> block.holds(bytes))
                .map(Block::name)
                .findFirst();
        if (closed.isPresent() || address instanceof Inet4Address) {
            return closed;
        }
        return GLOBAL_UNICAST.holds(bytes) ? Optional.empty() : Optional.of("not global unicast");
    }

    private static InetAddress embedded(byte[] bytes) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, NAT64_EMBEDDED_AT, bytes.length));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }

    private static Block block(String prefix, int bits, String name) {
        return new Block(InetAddress.ofLiteral(prefix), bits, name);
    }
}

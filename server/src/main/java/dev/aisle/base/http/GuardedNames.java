package dev.aisle.base.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;

/// Looks names up and judges every address just before a connection is made to it, so that a name cannot mean one
/// address when it is checked and another when it is used.
final class GuardedNames implements DnsResolver {

    /// Thrown through the client, which knows no other way out of a look-up.
    static final class Refused extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason);
        }
    }

    /// Where names are looked up.
    interface Names {
        InetAddress[] find(String host) throws UnknownHostException;
    }

    private final FetchAllow allow;
    private final Names names;

    GuardedNames(FetchAllow allow, Names names) {
        this.allow = allow;
        this.names = names;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        InetAddress[] found = names.find(host);
        if (!allow.admits(host, port)) {
            for (InetAddress address : found) {
                Optional<String> refusal = PublicAddress.refusal(address);
                if (refusal.isPresent()) {
                    throw new Refused("The address of " + host + " is not public (" + refusal.get() + ").");
                }
            }
        }
        return Arrays.stream(found)
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    @Override
    public InetAddress[] resolve(String host) {
        throw new UnsupportedOperationException("an address is judged together with its port");
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}

package dev.aisle.base.http;

import java.io.IOException;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Asks only on connections on which nothing is left to read. A server that sends more than the length it told
/// leaves the rest there, and the rest would be taken for the answer to the next question: the page of one address
/// for that of another. Such a connection is given up before anything is sent on it, and another one is taken.
final class CleanConnections extends HttpRequestExecutor {

    private static final Timeout LOOK = Timeout.ofMilliseconds(1);

    /// Something is left of the answer before.
    private static final class Leftover extends IOException {
        private static final long serialVersionUID = 1L;

        Leftover() {
            super("more was sent than the length said");
        }
    }

    /// Takes another connection where one was given up for its leftovers, and asks nothing twice.
    ///
    /// @param most connections that may have leftovers at once
    record AnotherOne(int most) implements HttpRequestRetryStrategy {

        @Override
        public boolean retryRequest(HttpRequest request, IOException broken, int times, HttpContext context) {
            return broken instanceof Leftover && times <= most;
        }

        @Override
        public boolean retryRequest(HttpResponse response, int times, HttpContext context) {
            return false;
        }

        @Override
        public TimeValue getRetryInterval(HttpResponse response, int times, HttpContext context) {
            return TimeValue.ZERO_MILLISECONDS;
        }
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback informing,
            HttpContext context)
            throws IOException, HttpException {
        EndpointDetails used = connection.getEndpointDetails();
        if (used != null && used.getRequestCount() > 0 && connection.isDataAvailable(LOOK)) {
            throw new Leftover();
        }
        return super.execute(request, connection, informing, context);
    }
}

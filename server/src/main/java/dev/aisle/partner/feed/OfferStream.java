package dev.aisle.partner.feed;

import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.MerchantOffers;
import dev.aisle.market.product.MerchantOffers.Own;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads a merchant's offers ahead on a thread of its own, so that reading and writing go side by side. It
/// holds a few lists at most, however many offers there are.
final class OfferStream {

    private static final int LISTS_AHEAD = 3;
    private static final long LOOK_AGAIN_MILLIS = 200;
    private static final List<Own> END = List.of();

    private final BlockingQueue<List<Own>> ahead = new ArrayBlockingQueue<>(LISTS_AHEAD);
    private final Thread reader;
    private volatile boolean abandoned;
    private volatile @Nullable Throwable broken;

    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("nobody reads on", null, false, false);
        }
    }

    private OfferStream(MerchantOffers offers, MerchantId merchant) {
        this.reader = Thread.ofVirtual().name("feed offers").unstarted(() -> read(offers, merchant));
    }

    /// Gives all offers of the merchant in lists, siblings side by side, on the caller's thread.
    static void of(MerchantOffers offers, MerchantId merchant, Consumer<List<Own>> taker) {
        OfferStream stream = new OfferStream(offers, merchant);
        stream.reader.start();
        try {
            for (List<Own> list = stream.next(); !list.isEmpty(); list = stream.next()) {
                taker.accept(list);
            }
        } finally {
            stream.abandoned = true;
            stream.ahead.clear();
        }
    }

    private List<Own> next() {
        try {
            List<Own> list = ahead.take();
            Throwable failure = broken;
            if (list.isEmpty() && failure != null) {
                throw new IllegalStateException("the offers could not be read", failure);
            }
            return list;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while reading offers", stopped);
        }
    }

    private void read(MerchantOffers offers, MerchantId merchant) {
        try {
            offers.read(merchant, list -> {
                if (!list.isEmpty()) {
                    put(list);
                }
            });
        } catch (Abandoned gone) {
            return;
        } catch (RuntimeException | Error failure) {
            broken = failure;
        }
        try {
            put(END);
        } catch (Abandoned gone) {
            ahead.clear();
        }
    }

    private void put(List<Own> list) {
        try {
            while (!ahead.offer(list, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                if (abandoned) {
                    throw new Abandoned();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Abandoned();
        }
    }
}

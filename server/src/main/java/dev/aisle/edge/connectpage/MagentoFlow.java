package dev.aisle.edge.connectpage;

import dev.aisle.market.merchant.Platform;
import dev.aisle.partner.Connecting;
import java.util.List;
import java.util.Map;

/// Magento: what to enter in the store's module; its own call then connects the store, and the merchant looks again.
final class MagentoFlow implements Flow {

    private final Connecting connecting;
    private final String hooksBase;

    /// @param hooksBase the address that the module calls
    MagentoFlow(Connecting connecting, String hooksBase) {
        this.connecting = connecting;
        this.hooksBase = hooksBase;
    }

    @Override
    public Platform platform() {
        return Platform.MAGENTO;
    }

    @Override
    public Form form(Visit visit) {
        return new Form(
                Platform.MAGENTO.slug(),
                visit.text("magento.title"),
                visit.text("magento.lead"),
                null,
                List.of(
                        new Form.Field(
                                "merchant",
                                visit.text("magento.merchant"),
                                Form.Field.FIXED,
                                visit.merchant().id().value(),
                                visit.text("magento.merchant.hint"),
                                false),
                        new Form.Field(
                                "address",
                                visit.text("magento.address"),
                                Form.Field.FIXED,
                                hooksBase,
                                visit.text("magento.address.hint"),
                                false)),
                List.of(new Form.Button("look", visit.text("magento.look"), true, true)));
    }

    @Override
    public Step submit(Visit visit, Map<String, String> fields) {
        return connecting.isActive(visit.merchant().id(), Platform.MAGENTO)
                ? new Step.Connected()
                : new Step.Show(form(visit).with(visit.text("magento.notyet")));
    }
}

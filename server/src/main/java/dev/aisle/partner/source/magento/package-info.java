/// Magento and Adobe Commerce, by the integration that the store's module makes and the REST API.
@NullMarked
package dev.aisle.partner.source.magento;

import org.jspecify.annotations.NullMarked;

/// Telling partners and vendors what happened, by Standard Webhooks (standardwebhooks.com). In: a notice, written in
/// the transaction of the fact it tells of. Out: signed calls to the listener's webhooks, tried again for days, at
/// least once each and in order unless one fails. It never knows what a notice is about, and shows a secret once.
@NullMarked
package dev.aisle.partner.webhook;

import org.jspecify.annotations.NullMarked;

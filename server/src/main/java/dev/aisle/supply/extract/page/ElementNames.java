package dev.aisle.supply.extract.page;

import java.util.Set;

/// What authors of pages call their elements, by the words that [Tokens] finds in classes, ids and the like.
final class ElementNames {

    /// A price.
    static final Set<String> PRICE = words("""
            price prices preis prix prezzo precio preco cena pris prijs pricing amount priceblock pricebox
            productprice saleprice finalprice pr
            """);

    /// The price to pay now.
    static final Set<String> NOW = words("""
            current currentprice sale special final finalprice now our ourprice selling main actual new pricenew
            newprice saleprice sell buybox buying offer deal today primary product pdp detail details big large
            """);

    /// The price of before.
    static final Set<String> BEFORE = words("""
            old oldprice priceold was wasprice strike striked strikethrough rrp msrp uvp pvp crossed original
            prev previous compare before listprice ancien barre through basis regularprice retail disc
            linethrough
            """);

    /// Money that is not the price of the thing: freight, savings, instalments, totals.
    static final Set<String> NOT_IT = words("""
            shipping delivery versand versandkosten postage saving savings save saved youpay installment
            installments instalment instalments monthly month credit finance financing unit unitprice perunit
            grundpreis deposit points loyalty reward rewards total subtotal minicart basket cart filter
            filters facet threshold warranty protection insurance tradein cashback klarna afterpay affirm
            voucher coupon donation minprice maxprice freight fee fees discount percent bonus rate
            """);

    /// What is said of tax: a price without it, beside one with it, unless it is the one to pay.
    static final Set<String> TAX = words("tax vat");

    /// One of several choices of the thing.
    static final Set<String> CHOICES = words("""
            swatch swatches variation variations variant option options formats twister
            """);

    /// Other things than the one the page is about.
    static final Set<String> OTHERS = words("""
            related similar recommend recommended recommendation recommendations carousel upsell upsells
            crosssell cross recently viewed bundle bundles together sponsored accessories alternatives
            suggestions suggested bestsellers compare comparison ads review reviews alsobought history trending
            lookbook
            """);

    /// The picture of a thing.
    static final Set<String> PICTURE = words("""
            product main gallery zoom detail primary image images photo photos picture featured hero large thumbnails
            """);

    /// Whether it can be had.
    static final Set<String> STOCK = words("""
            stock availability avail available instock outofstock inventory lager lagerstatus disponibilita
            disponibilidad disponibilite disponibilidade verfuegbarkeit soldout unavailable stockstatus delivery
            """);

    /// What holds for one choice, one shop in town or another thing.
    static final Set<String> NOT_FOR_ALL = words("""
            related similar recommended recommendations carousel upsell review reviews store stores swatch
            swatches variant variants size sizes footer header nav menu cookie
            """);

    private ElementNames() {}

    private static Set<String> words(String spaced) {
        return Set.of(spaced.strip().split("\\s+"));
    }
}

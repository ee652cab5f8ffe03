package planted.market.listing;

final class ReadsTheEnvironment {

    int size() {
        return System.getenv().size();
    }
}

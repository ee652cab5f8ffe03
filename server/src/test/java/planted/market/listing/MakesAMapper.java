package planted.market.listing;

import tools.jackson.databind.json.JsonMapper;

final class MakesAMapper {

    Object make() {
        return JsonMapper.builder().build();
    }
}

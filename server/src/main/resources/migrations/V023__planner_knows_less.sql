-- What is only ever read whole needs no statistics, and taking them is the dearest part of a growing table's upkeep.
alter table listings
    alter column platforms set statistics 0,
    alter column document set statistics 0,
    alter column amount set statistics 0,
    alter column currency set statistics 0,
    alter column availability set statistics 0,
    alter column digest set statistics 0,
    alter column match_digest set statistics 0,
    alter column first_seen_at set statistics 0,
    alter column changed_at set statistics 0;

alter table matches
    alter column digest set statistics 0,
    alter column keys set statistics 0,
    alter column profile set statistics 0;

alter table match_edges
    alter column score set statistics 0,
    alter column evidence set statistics 0;

alter table offers
    alter column amount set statistics 0,
    alter column currency set statistics 0,
    alter column availability set statistics 0,
    alter column priced_at set statistics 0;

-- Offers of a group are found in the order of feeds, too: one index less for each offer to be written to.
drop index offers_merchant_id_group_key_idx;

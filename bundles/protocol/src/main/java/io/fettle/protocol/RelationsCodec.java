package io.fettle.protocol;

import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.Relations;
import io.fettle.api.inventory.Relations.Kind;
import java.util.EnumMap;
import java.util.Map;

/**
 * JSON of what an installed package says of others. Agents before it leave it out, servers before it pass over it; an empty
 * object says that the package says nothing.
 */
final class RelationsCodec {
    static final String NAME = "relations";

    private RelationsCodec() {}

    static void write(JsonOut out, Relations relations) {
        if (!relations.known()) {
            return;
        }
        out.object(NAME, object -> {
            for (Kind kind : Kind.values()) {
                String words = relations.words(kind);
                if (!words.isEmpty()) {
                    object.text(word(kind), words);
                }
            }
        });
    }

    static Relations read(JsonIn in) {
        Map<Kind, String> words = new EnumMap<>(Kind.class);
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "preDepends" -> words.put(Kind.PRE_DEPENDS, in.text(Inventory.MAX_RELATIONS));
                case "depends" -> words.put(Kind.DEPENDS, in.text(Inventory.MAX_RELATIONS));
                case "recommends" -> words.put(Kind.RECOMMENDS, in.text(Inventory.MAX_RELATIONS));
                case "breaks" -> words.put(Kind.BREAKS, in.text(Inventory.MAX_RELATIONS));
                case "conflicts" -> words.put(Kind.CONFLICTS, in.text(Inventory.MAX_RELATIONS));
                case "provides" -> words.put(Kind.PROVIDES, in.text(Inventory.MAX_RELATIONS));
                default -> in.skip();
            }
        }
        return Relations.of(words);
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case PRE_DEPENDS -> "preDepends";
            case DEPENDS -> "depends";
            case RECOMMENDS -> "recommends";
            case BREAKS -> "breaks";
            case CONFLICTS -> "conflicts";
            case PROVIDES -> "provides";
        };
    }
}

package io.fettle.assessment.evaluation;

import io.fettle.assessment.verdict.Judgement;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Judgements by item number, in pieces that successive catalog revisions share until one of them writes. Thread-safe: an
 * answer that is not there yet is made again, to the same effect.
 */
final class Judgements {
    private static final int PIECE_BITS = 10;
    private static final int PIECE = 1 << PIECE_BITS;

    private volatile @Nullable Judgement[] @Nullable [] pieces;
    private boolean[] own;

    Judgements() {
        pieces = new Judgement[0][];
        own = new boolean[0];
    }

    private Judgements(@Nullable Judgement[] @Nullable [] pieces) {
        this.pieces = pieces;
        own = new boolean[pieces.length];
    }

    @Nullable
    Judgement get(int item) {
        @Nullable Judgement[] @Nullable [] now = pieces;
        int at = item >>> PIECE_BITS;
        @Nullable Judgement @Nullable [] piece = at < now.length ? now[at] : null;
        return piece == null ? null : piece[item & PIECE - 1];
    }

    /** @return what is there now: of two that judge at once, both get the first's */
    synchronized Judgement put(int item, Judgement judgement) {
        Judgement known = get(item);
        if (known == null) {
            set(item, judgement);
        }
        return known == null ? judgement : known;
    }

    synchronized void replace(int item, Judgement judgement) {
        set(item, judgement);
    }

    private void set(int item, @Nullable Judgement judgement) {
        int at = item >>> PIECE_BITS;
        @Nullable Judgement[] @Nullable [] now = pieces;
        if (at >= now.length) {
            int size = Math.max(at + 1, now.length * 2);
            now = Arrays.copyOf(now, size);
            own = Arrays.copyOf(own, size);
        }
        @Nullable Judgement @Nullable [] piece = now[at];
        if (piece == null || !own[at]) {
            piece = piece == null ? new Judgement[PIECE] : piece.clone();
            now[at] = piece;
            own[at] = true;
        }
        piece[item & PIECE - 1] = judgement;
        pieces = now;
    }

    /** The same, but for these items. From then on both go their own ways. */
    synchronized Judgements without(RoaringBitmap items) {
        Judgements next = new Judgements(pieces.clone());
        Arrays.fill(own, false);
        items.forEach((int item) -> {
            if (next.get(item) != null) {
                next.set(item, null);
            }
        });
        return next;
    }
}

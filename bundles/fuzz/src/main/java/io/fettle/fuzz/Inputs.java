package io.fettle.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Everything that is made of one good input, one after the other. */
final class Inputs {
    private final long seed;
    private final Amount amount;

    Inputs(long seed, Amount amount) {
        this.seed = seed;
        this.amount = amount;
    }

    /**
     * How many there are.
     *
     * @param cuts at most, spread evenly
     * @param places that each hostile piece is put at
     * @param rounds of damage
     */
    record Amount(int cuts, int places, int rounds) {
        static final Amount USUAL = new Amount(2000, 4, 1000);
        static final Amount SPARING = new Amount(150, 1, 100);
    }

    interface Taker {
        /** @param how it was made, in words */
        void take(String how, byte[] input);
    }

    void of(byte[] good, Taker taker) {
        taker.take("nothing", new byte[0]);
        cut(good, taker);
        spoil(good, taker);
        Damage damage = new Damage(seed);
        for (int round = 0; round < Damage.times(amount.rounds()); round++) {
            taker.take("damage of round " + round, damage.of(good));
        }
    }

    /** At every boundary, as long as there are not too many. */
    private void cut(byte[] good, Taker taker) {
        int step = 1 + good.length / amount.cuts();
        for (int length = 1; length < good.length; length += step) {
            taker.take("cut off after " + length, Arrays.copyOf(good, length));
        }
    }

    private void spoil(byte[] good, Taker taker) {
        Random random = new Random(seed);
        List<byte[]> pieces = Hostile.pieces();
        for (int number = 0; number < pieces.size(); number++) {
            byte[] piece = pieces.get(number);
            taker.take("piece " + number + " alone", piece);
            for (int place = 0; place < amount.places(); place++) {
                int at = place == 0 ? good.length : random.nextInt(good.length + 1);
                byte[] spoiled = Arrays.copyOf(good, good.length + piece.length);
                System.arraycopy(piece, 0, spoiled, at, piece.length);
                System.arraycopy(good, at, spoiled, at + piece.length, good.length - at);
                taker.take("piece " + number + " at " + at, spoiled);
            }
        }
    }
}

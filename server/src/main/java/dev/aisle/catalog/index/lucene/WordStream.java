package dev.aisle.catalog.index.lucene;

import java.util.Arrays;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;

/// The words of one product as one weighted bag: a word of the title counts as many of the description. So
/// each word of a query costs one postings list, however many parts a product's text has. Collect, then
/// index, then [#clear].
final class WordStream extends TokenStream implements Words.Sink {

    private static final int WORDS_OF_A_THING = 2;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
    private final Words words = new Words();

    private char[] chars = new char[8_192];
    private int size;
    private int[] ends = new int[1_024];
    private int[] weights = new int[1_024];
    private int count;
    private int next;

    private int wordWeight;
    private int joinedWeight;

    void clear() {
        size = 0;
        count = 0;
    }

    void add(String text, int longest, int wordWeight, int joinedWeight, Words.Joins joins) {
        this.wordWeight = wordWeight;
        this.joinedWeight = joinedWeight;
        words.split(text, longest, joins, this);
    }

    /// What a title says the thing is: mostly the last two words before it goes on to say what it is for or comes
    /// with.
    void addThing(String title, int longest, int weight) {
        int from = count;
        add(title.substring(0, ThingName.end(title)), longest, weight, 0, Words.Joins.WRITTEN);
        keepLast(WORDS_OF_A_THING, from);
    }

    private void keepLast(int most, int from) {
        int drop = count - from - most;
        if (drop <= 0) {
            return;
        }
        int start = from == 0 ? 0 : ends[from - 1];
        int gap = ends[from + drop - 1] - start;
        System.arraycopy(chars, start + gap, chars, start, size - start - gap);
        size -= gap;
        for (int i = from; i < from + most; i++) {
            ends[i] = ends[i + drop] - gap;
            weights[i] = weights[i + drop];
        }
        count = from + most;
    }

    @Override
    public void word(char[] text, int start, int length) {
        push(text, start, length, wordWeight);
    }

    @Override
    public void joined(char[] text, int start, int length) {
        push(text, start, length, joinedWeight);
    }

    private void push(char[] text, int start, int length, int weight) {
        if (weight == 0 || length == 0) {
            return;
        }
        if (size + length > chars.length) {
            chars = Arrays.copyOf(chars, 2 * (size + length));
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            weights = Arrays.copyOf(weights, 2 * count);
        }
        System.arraycopy(text, start, chars, size, length);
        size += length;
        ends[count] = size;
        weights[count++] = weight;
    }

    @Override
    public boolean incrementToken() {
        if (next == count) {
            return false;
        }
        clearAttributes();
        int start = next == 0 ? 0 : ends[next - 1];
        term.copyBuffer(chars, start, ends[next] - start);
        frequency.setTermFrequency(weights[next++]);
        return true;
    }

    @Override
    public void reset() {
        next = 0;
    }
}

package io.stakebook.core.proof.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.proof.Malformed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MerkleTest {
    /** The test tree of Certificate Transparency's reference implementation. */
    private static final List<String> CT_LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> CT_ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private final TreeHasher hasher = new TreeHasher();

    @Test
    void roots_ofTheCtTestTree_arePublishedOnes() {
        CompactRange range = new CompactRange();
        MerkleTree tree = new MerkleTree();
        assertThat(range.root().toHex()).isEqualTo(CT_ROOTS.get(0));
        for (int i = 0; i < CT_LEAVES.size(); i++) {
            Hash leaf = hasher.leaf(HexFormat.of().parseHex(CT_LEAVES.get(i)));
            range.append(leaf);
            tree.append(leaf);
            assertThat(range.root().toHex()).isEqualTo(CT_ROOTS.get(i + 1));
            assertThat(tree.root(i + 1).toHex()).isEqualTo(CT_ROOTS.get(i + 1));
        }
    }

    @Test
    void inclusionPath_ofTheCtTestTree_isThePublishedOne() {
        MerkleTree tree = new MerkleTree();
        CT_LEAVES.forEach(leaf -> tree.append(hasher.leaf(HexFormat.of().parseHex(leaf))));

        assertThat(tree.inclusion(0, 8).path())
                .extracting(Hash::toHex)
                .containsExactly(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
    }

    @Test
    void everyProof_ofEverySmallTree_verifiesAndNothingElseDoes() {
        MerkleTree tree = tree(40);
        for (int size = 0; size <= 40; size++) {
            for (int index = 0; index < size; index++) {
                InclusionProof proof = tree.inclusion(index, size);
                assertThat(proof.proves(leaf(index), tree.root(size))).isTrue();
                assertThat(proof.proves(leaf(index + 1), tree.root(size))).isFalse();
                for (int other = 0; other < size; other++) {
                    boolean proves = new InclusionProof(other, size, proof.path()).proves(leaf(index), tree.root(size));
                    assertThat(proves)
                            .as("index %d claimed as %d of %d", index, other, size)
                            .isEqualTo(other == index);
                }
            }
            for (int old = 0; old <= size; old++) {
                ConsistencyProof proof = tree.consistency(old, size);
                assertThat(proof.proves(tree.root(old), tree.root(size))).isTrue();
                if (old > 0) {
                    assertThat(proof.proves(leaf(99), tree.root(size))).isFalse();
                    assertThat(proof.proves(tree.root(old), leaf(99))).isFalse();
                }
            }
        }
    }

    @Property(tries = 300)
    void proof_withAHashDroppedAddedOrChanged_failsToVerify(
            @ForAll @IntRange(min = 1, max = 200) int size, @ForAll int which, @ForAll int old) {
        MerkleTree tree = tree(size);
        int index = Math.floorMod(which, size);
        int oldSize = 1 + Math.floorMod(old, size);

        for (List<Hash> path : mutations(tree.inclusion(index, size).path(), which)) {
            assertThat(new InclusionProof(index, size, path).proves(leaf(index), tree.root(size)))
                    .isFalse();
        }
        for (List<Hash> path : mutations(tree.consistency(oldSize, size).path(), which)) {
            assertThat(new ConsistencyProof(oldSize, size, path).proves(tree.root(oldSize), tree.root(size)))
                    .isFalse();
        }
    }

    @Property(tries = 300)
    void streamedConsistency_equalsTheTreesOwn(
            @ForAll @IntRange(max = 300) int oldSize, @ForAll @IntRange(max = 300) int added) {
        MerkleTree tree = tree(oldSize + added);
        CompactRange old = new CompactRange();
        for (int i = 0; i < oldSize; i++) {
            old.append(leaf(i));
        }

        ConsistencyProof.Accumulator accumulator = new ConsistencyProof.Accumulator(old, oldSize + added);
        for (int i = oldSize; i < oldSize + added; i++) {
            accumulator.append(leaf(i));
        }

        assertThat(accumulator.proof()).isEqualTo(tree.consistency(oldSize, oldSize + added));
    }

    @Property(tries = 200)
    void compactRange_savedAndLoaded_continues(@ForAll @IntRange(max = 500) int size) {
        CompactRange range = new CompactRange();
        for (int i = 0; i < size; i++) {
            range.append(leaf(i));
        }
        InclusionProof next = range.proofOfNext();
        CompactRange loaded = CompactRange.fromBytes(range.toBytes());
        loaded.append(leaf(size));

        assertThat(loaded.root()).isEqualTo(tree(size + 1).root(size + 1));
        assertThat(next.proves(leaf(size), loaded.root())).isTrue();
        assertThat(range.size()).isEqualTo(size);
    }

    @Test
    void compactRange_withTheWrongNumberOfHashes_isRefused() {
        assertThatThrownBy(() -> new CompactRange(3, List.of(leaf(0)))).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> CompactRange.fromBytes(new byte[9])).isInstanceOf(Malformed.class);
    }

    @Test
    void hash_inAnotherBase64Spelling_isRefused() {
        String base64 = leaf(1).toBase64();

        assertThat(Hash.fromBase64(base64)).isEqualTo(leaf(1));
        assertThatThrownBy(() -> Hash.fromBase64(base64.replace("=", ""))).hasMessageContaining("canonical");
        char last = base64.charAt(42);
        String stray = base64.substring(0, 42) + (char) (last + 1) + "=";
        assertThatThrownBy(() -> Hash.fromBase64(stray)).isInstanceOf(Malformed.class);
    }

    private static List<List<Hash>> mutations(List<Hash> path, int seed) {
        List<List<Hash>> out = new ArrayList<>();
        int at = Math.floorMod(seed, path.size() + 1);
        List<Hash> added = new ArrayList<>(path);
        added.add(at, leaf(seed));
        out.add(added);
        if (!path.isEmpty()) {
            List<Hash> dropped = new ArrayList<>(path);
            dropped.remove(at % path.size());
            out.add(dropped);
            List<Hash> changed = new ArrayList<>(path);
            changed.set(at % path.size(), leaf(-1 - Math.abs(seed % 1000)));
            out.add(changed);
        }
        return out;
    }

    private static MerkleTree tree(int size) {
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < size; i++) {
            tree.append(leaf(i));
        }
        return tree;
    }

    private static Hash leaf(int i) {
        return new TreeHasher().leaf(ByteBuffer.allocate(4).putInt(i).array());
    }
}

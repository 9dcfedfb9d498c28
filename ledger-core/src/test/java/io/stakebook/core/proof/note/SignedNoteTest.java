package io.stakebook.core.proof.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stakebook.core.proof.Malformed;
import io.stakebook.core.proof.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedNoteTest {
    /** The example of Go's golang.org/x/mod/sumdb/note. */
    private static final String GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String GO_NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    private final TestSigner signer = new TestSigner("example.org/log");
    private final Checkpoint checkpoint = new Checkpoint("example.org/log", 42, Hash.sha256(new byte[] {1}));
    private final String signed = text(SignedNote.sign(checkpoint.text(), List.of(signer)));

    @Test
    void note_ofTheGoImplementation_verifies() {
        VerifierKey key = VerifierKey.parse(GO_KEY);

        assertThat(key).hasToString(GO_KEY);
        assertThat(new NoteVerifier(List.of(key)).verify(parse(GO_NOTE))).containsExactly(key);
    }

    @Test
    void note_signedHere_verifiesAndSaysTheCheckpoint() {
        SignedNote note = parse(signed);

        assertThat(new NoteVerifier(List.of(signer.verifierKey())).verify(note)).hasSize(1);
        assertThat(Checkpoint.parse(note.text())).isEqualTo(checkpoint);
    }

    @Test
    void note_withAChangedText_failsToVerify() {
        SignedNote note = parse(signed.replace("\n42\n", "\n43\n"));

        assertThatThrownBy(() -> new NoteVerifier(List.of(signer.verifierKey())).verify(note))
                .hasMessageContaining("does not verify");
    }

    @Test
    void note_ofAnUnknownKey_namesNoSigner() {
        VerifierKey other = new TestSigner("example.org/log").verifierKey();

        assertThat(new NoteVerifier(List.of(other)).verify(parse(signed))).isEmpty();
    }

    @Test
    void note_ofSeveralKeys_isSunkByOneBadKnownLine() {
        TestSigner second = new TestSigner("witness.example.org");
        SignedNote note = SignedNote.sign(checkpoint.text(), List.of(signer, second));
        List<NoteSignature> lines = new ArrayList<>(note.signatures());
        byte[] broken = lines.get(1).signature();
        broken[5] ^= 1;
        lines.set(1, NoteSignature.of(second.name(), second.keyHash(), broken));
        SignedNote bad = new SignedNote(note.text(), lines);

        assertThat(new NoteVerifier(List.of(signer.verifierKey())).verify(bad)).hasSize(1);
        assertThatThrownBy(() -> new NoteVerifier(List.of(signer.verifierKey(), second.verifierKey())).verify(bad))
                .hasMessageContaining("witness.example.org");
    }

    @Test
    void note_inEverySpellingThatPublicToolsDisagreeOn_isRefused() {
        String line = signed.substring(signed.indexOf('—'));
        refuses(signed.replace("\n", "\r\n"), "control character|empty line");
        refuses(signed + "junk\n", "em dash");
        refuses(signed.replace("—", "junk\n—"), "em dash");
        refuses(signed + line, "two signature lines");
        refuses(signed + badCopy(line), "two signature lines");
        refuses(signed.substring(0, signed.length() - 1), "line feed");
        refuses(signed + "\n", "1 to 100 signatures");
        refuses(signed.replace("—", "-"), "em dash");
        refuses(signed.replace("— ", "—\t"), "em dash|control character");
        refuses(signed.replace("\n\n", "\n"), "empty line");
        refuses(checkpoint.text() + "\n", "1 to 100 signatures");
        refuses(signed.replace("— example.org/log ", "— example.org+log "), "without '\\+'");
        refuses(signed.replace("— example.org/log ", "—  "), "key name|em dash|base64");
        refuses(signed + signed.substring(signed.indexOf('—')).repeat(120), "signature");
        refuses(strayBits(signed), "canonical|base64");
        refuses(signed.replace("example.org/log\n42", "example.org/\tlog\n42"), "control character");
    }

    @Test
    void note_inBrokenUtf8_isRefused() {
        byte[] bytes = signed.getBytes(StandardCharsets.UTF_8);
        bytes[3] = (byte) 0xFF;

        assertThatThrownBy(() -> SignedNote.parse(bytes)).hasMessageContaining("UTF-8");
    }

    @Test
    void checkpoint_inAnyOtherForm_isRefused() {
        String root = checkpoint.root().toBase64();
        for (String text : List.of(
                "o\n042\n" + root + "\n",
                "o\n-1\n" + root + "\n",
                "o\n+1\n" + root + "\n",
                "o\n99999999999999999999\n" + root + "\n",
                "o\n9999999999999999999\n" + root + "\n",
                "o\n1\n" + root + "\nextension\n",
                "o\n1\n" + root,
                "o\n1\n" + root + "\n\n",
                "\n1\n" + root + "\n",
                "o o\n1\n" + root + "\n",
                "o\n1\n" + root.replace("=", "") + "\n",
                "o\n1\nAAAA\n")) {
            assertThatThrownBy(() -> Checkpoint.parse(text)).as(text).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void verifierKey_inAnyOtherForm_isRefused() {
        for (String vkey : List.of(
                "PeterNeumann",
                "PeterNeumann+c74f20a3",
                GO_KEY.replace("c74f20a3", "c74f20a4"),
                GO_KEY.replace("c74f20a3", "C74F20A3"),
                GO_KEY.replace("Peter", "Pater"),
                GO_KEY.substring(0, GO_KEY.length() - 4),
                GO_KEY + "=",
                GO_KEY.replace("+AR", "+Ah"))) {
            assertThatThrownBy(() -> VerifierKey.parse(vkey)).as(vkey).isInstanceOf(Malformed.class);
        }
    }

    private static void refuses(String note, String reasonPattern) {
        assertThatThrownBy(() -> parse(note))
                .as(note)
                .isInstanceOf(Malformed.class)
                .hasMessageMatching("(?s).*(" + reasonPattern + ").*");
    }

    private static String badCopy(String line) {
        char[] copy = line.toCharArray();
        int at = line.length() - 20;
        copy[at] = copy[at] == 'A' ? 'B' : 'A';
        return new String(copy);
    }

    /** The last character before the padding holds bits that decode to nothing. */
    private static String strayBits(String note) {
        int padding = note.lastIndexOf("=\n");
        int at = note.charAt(padding - 1) == '=' ? padding - 2 : padding - 1;
        return note.substring(0, at) + (char) (note.charAt(at) + 1) + note.substring(at + 1);
    }

    private static SignedNote parse(String note) {
        return SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(SignedNote note) {
        return new String(note.toBytes(), StandardCharsets.UTF_8);
    }
}

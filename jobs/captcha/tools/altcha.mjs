// Speaks with npm's altcha-lib, so that both sides can be held against each other:
//   node altcha.mjs make N      prints N solved payloads of its own, one base64 text a line
//   node altcha.mjs verify      verifies unsigned challenges' solutions: reads challenges, one JSON text a line,
//                               solves each and prints its payload, or "refused" where it finds it wrong
// Run it from a folder with node_modules/altcha-lib. The secrets are those of the tests.
import {createInterface} from 'node:readline';
import {createChallenge, solveChallenge, verifySolution} from 'altcha-lib';
import {deriveKey} from 'altcha-lib/algorithms/pbkdf2';

const secrets = {hmacSignatureSecret: 'signature-secret', hmacKeySignatureSecret: 'key-secret-é'};
// The year 2100.
const expiresAt = 4102444800;

async function payload(challenge) {
    const solution = await solveChallenge({challenge, deriveKey});
    const result = await verifySolution({challenge, solution, deriveKey, ...secrets});
    return result.verified ? btoa(unescape(encodeURIComponent(JSON.stringify({challenge, solution})))) : 'refused';
}

async function make(count) {
    for (let index = 0; index < count; index++) {
        const options = {algorithm: 'PBKDF2/SHA-256', cost: 1 + 13 * index, deriveKey, expiresAt, ...secrets};
        if (index % 3 !== 2) {
            // Deterministic mode, as Forkyard's own challenges are.
            options.counter = 7 * index;
        }
        if (index % 3 === 1) {
            options.data = {zebra: 'ünï"\\\n\u0001😀', apple: true, ratio: 0.5, none: null};
        }
        if (index % 5 === 4) {
            delete options.hmacKeySignatureSecret;
        }
        console.log(await payload(await createChallenge(options)));
    }
}

async function verify() {
    for await (const line of createInterface({input: process.stdin})) {
        console.log(await payload(JSON.parse(line)));
    }
}

if (process.argv[2] === 'make') {
    await make(Number(process.argv[3]));
} else {
    await verify();
}

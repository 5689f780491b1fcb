/** A certificate for `client.global.nomad` that signs itself, valid until 2120, with its key: for tests of encrypted connections. */
export const certificate = `
-----BEGIN CERTIFICATE-----
MIIBfTCCASKgAwIBAgIBATAKBggqhkjOPQQDAjAeMRwwGgYDVQQDDBNjbGllbnQu
Z2xvYmFsLm5vbWFkMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAe
MRwwGgYDVQQDDBNjbGllbnQuZ2xvYmFsLm5vbWFkMFkwEwYHKoZIzj0CAQYIKoZI
zj0DAQcDQgAEvsowGAJEY/niGpZw8DtS8OmsZiOvzlhbSpo+7sbxSMGW26tNDqfu
UB06WIeNWe7NX61dwRWf3/pyc81wgJmTA6NPME0wHgYDVR0RBBcwFYITY2xpZW50
Lmdsb2JhbC5ub21hZDAMBgNVHRMEBTADAQH/MB0GA1UdDgQWBBT/4MBtcBAd6nGp
lVPrlYoKWE8tPzAKBggqhkjOPQQDAgNJADBGAiEAsxKxHJWUB1bF9WMuaGgLG05k
agSkfIkxAwMBdr98Hk4CIQDh5eDZ9M6WRXi7M0vda83pZ2+gT8Gqqq1BBUcN8viH
PQ==
-----END CERTIFICATE-----
`.trimStart();

export const privateKey = `
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg6IIHA8lxvGI/pCU8
1kun0cRK1w8awPBb6sdrAwpe3FuhRANCAAS+yjAYAkRj+eIalnDwO1Lw6axmI6/O
WFtKmj7uxvFIwZbbq00Op+5QHTpYh41Z7s1frV3BFZ/f+nJzzXCAmZMD
-----END PRIVATE KEY-----
`.trimStart();

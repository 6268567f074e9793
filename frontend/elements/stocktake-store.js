// What was seen and has not left yet, in this browser (IndexedDB): it survives the closing of the page.
const NAME = "maillon-recolement";
const STORE = "observations";

const settled = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

let opened;
function base() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function within(mode, work) {
  const database = await base();
  return settled(work(database.transaction(STORE, mode).objectStore(STORE)));
}

/** Every observation kept, the oldest first. */
export const all = async () => (await within("readonly", (store) => store.getAll())).sort((a, b) => (a.entry.observed_at < b.entry.observed_at ? -1 : 1));
export const add = (one) => within("readwrite", (store) => store.put(one));
export const update = add;
export const remove = (id) => within("readwrite", (store) => store.delete(id));

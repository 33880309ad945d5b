//! Photos for the complaint, if there are some. A plain page sends them with the
//! form; in the app `photos.js` shrinks them and keeps them with the phone.

use markup::prelude::*;
use markup::{Markup, view};

use crate::{
    field::{Field, described_by, invalid},
    text::{Text, Texts},
};

/// Up to three, kept under the draft's `key`. What the script says stands in
/// attributes, because it knows no language.
#[component]
pub(super) fn PhotoChoice(key: String, error: Signal<Option<&'static str>>) -> Markup {
    let texts = Texts::here();
    let hint = texts.get(Text::PhotosHint);
    view! {
        <sunwai-photos
            class="photo-choice"
            data-key=key
            data-add=texts.get(Text::PhotosAdd)
            data-photo=texts.get(Text::PhotosPhoto)
            data-remove=texts.get(Text::PhotosRemove)
            data-working=texts.get(Text::PhotosWorking)
            data-added=texts.get(Text::PhotosAdded)
            data-failed=texts.get(Text::PhotosFailed)
            data-many=texts.problem("photo.too_many")
        >
            <Field name="photo" label=texts.get(Text::PhotosLabel) hint error>
                <input
                    class="photo-choice__input"
                    id="photo"
                    name="photo"
                    type="file"
                    accept="image/jpeg,image/png,image/webp"
                    multiple
                    aria-describedby=described_by("photo", hint, error)
                    aria-invalid=invalid(error)
                />
            </Field>
            <ul class="photo-choice__list" role="list"></ul>
            <p role="status"></p>
        </sunwai-photos>
    }
}
